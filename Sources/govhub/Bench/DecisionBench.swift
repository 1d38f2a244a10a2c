import HubMapping
import HubModel
import HubPolicy
import HubStandards

/// One decision of the bench's policy set, without anything around it.
struct DecisionBench {
  let place: BenchPlace

  func run() throws -> [BenchRow] {
    let policy = CompiledPolicy(try place.hub.policySet(try place.hub.mappingSet()))
    let request = AccessRequest(
      clientID: BenchPlace.client, action: .verify, entity: "person", attributes: ["number", "name"],
      purpose: "permit-acceptance", context: [.itemCode, .caseNo], network: NetworkAddress("127.0.0.1"),
      time: Instant.now.microseconds)
    let count = 200_000
    var allowed = 0
    let started = ContinuousClock.now
    for _ in 0..<count where policy.decide(request).isAllowed { allowed += 1 }
    let seconds = started.duration(to: .now) / .seconds(1)
    guard allowed == count else { throw HubError("bench-not-allowed", "The bench's own policy refuses it.") }
    let nanoseconds = Int(seconds / Double(count) * 1e9)
    return [BenchRow(what: "policy decision", rate: Double(count) / seconds, remark: "\(nanoseconds) ns (aim < 5000)")]
  }
}
