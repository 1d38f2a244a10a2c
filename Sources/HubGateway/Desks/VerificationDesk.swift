import HubCrypto
import HubModel
import HubPolicy
import HubStore

/// Decides, looks up and compares: the one way to a verdict, for one question or a thousand.
struct VerificationDesk: Sendable {
  let store: any VerificationStore
  let keys: VerificationKeys
  let quotas: QuotaLedger
  let alarms: PolicyAlarms

  /// May this be asked? Nothing is looked up yet.
  func inquiry(_ question: Question, _ exchange: Exchange) -> Inquiry {
    let decision = exchange.policy.decide(
      AccessRequest(
        clientID: exchange.identity.clientID, action: .verify, entity: question.entity, attributes: question.attributes,
        purpose: question.purpose, context: question.context.parts, network: exchange.address, time: exchange.at))
    var inquiry = Inquiry(question: question, subject: keys.subject(question.entity, question.number), decision: decision)
    if case .enterprise(let asked) = question.matter, let role = asked.representative?.role, inquiry.problem == nil,
      !exchange.view.holdsRole(role)
    {
      inquiry.problem = Problem(.wordUnknown, member: "enterprise.legalRep.role")
    }
    // A question that hangs on the record is counted before anybody looks at one: else absent numbers could be tried for nothing.
    if decision.effect != .deny { charge(&inquiry, exchange) }
    if inquiry.problem == nil || decision.effect == .deny { alarms.look(at: inquiry.decision, exchange) }
    return inquiry
  }

  private func charge(_ inquiry: inout Inquiry, _ exchange: Exchange) {
    guard inquiry.problem == nil else { return }
    let client = exchange.identity.clientID
    refuse(&inquiry, quotas.admit(inquiry.decision, client: client, subject: inquiry.subject, time: exchange.at))
  }

  private func refuse(_ inquiry: inout Inquiry, _ verdict: QuotaLedger.Verdict) {
    guard case .refused(let limit, let seconds) = verdict else { return }
    inquiry.decision = inquiry.decision.refused(.quotaExceeded)
    inquiry.problem = Problem(.quotaExceeded, zh: limit.rawValue, en: limit.rawValue, retryAfter: seconds)
  }

  /// Looks up what is still open and gives each its verdict: one probe for each kind of entity.
  func examine(_ inquiries: inout [Inquiry], _ exchange: Exchange) async throws(Problem) {
    let examination = Examination(view: exchange.view, keys: keys, now: exchange.at)
    for entity in ["person", "enterprise"] {
      let open = inquiries.indices.filter { inquiries[$0].problem == nil && inquiries[$0].question.entity == entity }
      guard !open.isEmpty else { continue }
      let probes = try await found(entity, open.map { inquiries[$0].subject }, inquiries: open.count)
      let relations = try await relations(inquiries, open, probes)
      for (place, index) in open.enumerated() {
        settle(&inquiries[index], probes[place], relations[index] ?? [], examination, exchange)
      }
    }
  }

  private func found(_ entity: String, _ subjects: [Subject?], inquiries: Int) async throws(Problem) -> [ProbeResult] {
    do {
      let results = try await store.probe(entity, subjects.compactMap(\.self))
      guard results.count == inquiries else { throw HubError("probe-incomplete", "The store answered fewer probes than asked.") }
      return results
    } catch {
      throw Problem(.storeUnavailable)
    }
  }

  /// The representatives, asked for also where no enterprise was found, so that both take alike time.
  private func relations(
    _ inquiries: [Inquiry], _ open: [Int], _ probes: [ProbeResult]
  ) async throws(Problem) -> [Int: [FoundRecord]] {
    var places: [Int] = []
    var subjects: [Subject] = []
    for (place, index) in open.enumerated() {
      guard case .enterprise(let question) = inquiries[index].question.matter, question.representative != nil,
        let asked = inquiries[index].subject
      else { continue }
      places.append(index)
      subjects.append(probes[place].record?.subject ?? asked)
    }
    guard !places.isEmpty else { return [:] }
    do {
      let rows = try await store.relations("legal_representation", of: subjects)
      return Dictionary(zip(places, rows), uniquingKeysWith: { a, _ in a })
    } catch {
      throw Problem(.storeUnavailable)
    }
  }

  private func settle(
    _ inquiry: inout Inquiry, _ probe: ProbeResult, _ relations: [FoundRecord], _ examination: Examination, _ exchange: Exchange
  ) {
    guard let subject = inquiry.subject else { return }
    let record = examination.standing(probe)
    if inquiry.decision.effect == .conditional {
      inquiry.conditionValues = inquiry.decision.rowAttributes.compactMap { name in
        record?.text(name).map { (name, $0) }
      }
      inquiry.decision = inquiry.decision.settled { record?.text($0) }
      // Where there is no record, nothing is wrong with one.
      if record != nil || inquiry.decision.isAllowed { alarms.look(at: inquiry.decision, exchange) }
    }
    inquiry.audited = record?.subject ?? subject
    let verdict = examination.verdict(
      inquiry.question, subject: subject, probe: probe, relations: relations, decision: inquiry.decision)
    // A doubt that the right value would not meet tells as much as a plain answer; one that any value meets tells nothing.
    let isWrong = verdict.isWrongGuess || verdict.result != .match && verdict.result != .indeterminate
    refuse(&inquiry, quotas.tell(wrong: isWrong, inquiry.decision, subject: subject, time: exchange.at))
    if inquiry.problem == nil { inquiry.verdict = verdict }
  }
}
