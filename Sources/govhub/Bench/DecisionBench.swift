import HubMapping
import HubModel
import HubPolicy
import HubStandards

/// One decision of the bench's policy set, and of a client with a thousand rules, without anything around it.
struct DecisionBench {
  let place: BenchPlace

  func run() throws -> [BenchRow] {
    let mapping = try place.hub.mappingSet()
    let request = AccessRequest(
      clientID: BenchPlace.client, action: .verify, entity: "person", attributes: ["number", "name"],
      purpose: "permit-acceptance", context: [.itemCode, .caseNo], network: NetworkAddress("127.0.0.1"),
      time: Instant.now.microseconds)
    let many = ThousandRules(time: request.time)
    let thousand = try many.policy(mapping.model)
    return [
      try measure("policy decision", CompiledPolicy(try place.hub.policySet(mapping)), [request]),
      try measure("decision, 1,000 rules", thousand, many.ownQuestions(mapping.model)),
      try measure("the same, all could apply", thousand, [many.sharedQuestion]),
    ]
  }

  /// Each decision is timed by itself; all are to be other than a refusal.
  private func measure(_ what: String, _ policy: CompiledPolicy, _ requests: [AccessRequest]) throws -> BenchRow {
    let count = 200_000
    var times: [Double] = []
    times.reserveCapacity(count)
    var refused = 0
    for round in 0..<count {
      let request = requests[round % requests.count]
      let started = ContinuousClock.now
      let decision = policy.decide(request)
      times.append(started.duration(to: .now) / .microseconds(1))
      if decision.effect == .deny { refused += 1 }
    }
    guard refused == 0 else { throw HubError("bench-not-allowed", "The bench's own policy refuses it.") }
    let rate = Double(count) / times.reduce(0, +) * 1e6
    times.sort()
    let (half, most) = (BenchTable.decimal(times[count / 2], 2), BenchTable.decimal(times[count * 99 / 100], 2))
    return BenchRow(what: what, rate: rate, remark: "p50 \(half) µs, p99 \(most) µs (aim p99 < 5 µs)")
  }
}
