import HubModel
import HubPolicy
import HubStore
import Hummingbird

/// `POST /v1/enterprises/lookup`: an enterprise by its code, or those of a name, as far as the policy shows them.
struct EnterpriseLookup: Sendable {
  let desk: LookupDesk
  let audit: AuditDesk
  let servesReading: Bool

  func answer(_ question: LookupQuestion, _ exchange: Exchange) async throws(Refusal) -> Response {
    let attributes = desk.attributes(question, exchange.view.state.model)
    let decision = desk.decision(question, attributes: attributes, exchange)
    var subject: Subject?
    if case .code(let number) = question.target { subject = desk.keys.subject("enterprise", number) }
    let draft = Draft(question: question, attributes: attributes, decision: decision, subject: subject)
    do throws(Problem) {
      let finding = try await found(draft, exchange)
      return exchange.response(
        try await written(finding, draft, exchange), sunset: draft.decision.sunset(at: exchange.at))
    } catch {
      if error.code != .auditUnavailable {
        _ = try await recorded([entry(draft, subject, error.code.rawValue, .deny, nil, exchange)])
      }
      throw .audited(error)
    }
  }

  private struct Draft {
    var question: LookupQuestion
    var attributes: [String]
    var decision: Decision
    var subject: Subject?
  }

  private func found(_ draft: Draft, _ exchange: Exchange) async throws(Problem) -> LookupDesk.Finding {
    guard servesReading else { throw Problem(.readNotServed) }
    if let problem = Inquiry.problem(draft.decision) { throw problem }
    // What is shown masked may not be searched by: guesses would find out the rest. Verification has grants of its own.
    if masks(draft.question, exchange) { throw Problem(.noGrant) }
    if case .code(let number) = draft.question.target, let problem = number.problem(member: "enterprise.code") { throw problem }
    try desk.admit(draft.decision, subject: draft.subject, exchange)
    return try await desk.find(draft.question.target, subject: draft.subject, decision: draft.decision, exchange)
  }

  private func masks(_ question: LookupQuestion, _ exchange: Exchange) -> Bool {
    exchange.policy.masksAny(
      of: question.target.attributes, client: exchange.identity.clientID, action: .read, entity: "enterprise",
      purpose: question.purpose)
  }

  private func written(
    _ finding: LookupDesk.Finding, _ draft: Draft, _ exchange: Exchange
  ) async throws(Problem) -> JSONWriter {
    switch finding {
    case .none(let doubt):
      let result = doubt == nil ? Verdict.Result.notFound : .indeterminate
      let receipts = try await audit.record([entry(draft, draft.subject, "allowed", .allow, result.rawValue, exchange)])
      let verdict = Verdict(result: result, reason: doubt, dataset: exchange.view.enterprise.primary)
      return LookupWriter(exchange: exchange).document(verdict, receipts[0])
    case .shown(let all):
      let entries = all.enumerated().map { index, shown in
        var entry = entry(draft, shown.record.subject, "allowed", .allow, "found", exchange)
        entry.item = index
        entry.rule = shown.decision.rule
        entry.conditionValues = draft.decision.rowAttributes.compactMap { name in shown.record.text(name).map { (name, $0) } }
        return entry
      }
      return LookupWriter(exchange: exchange).document(all, try await audit.record(entries))
    }
  }

  private func recorded(_ entries: [AuditEntry]) async throws(Refusal) -> [Receipt] {
    do throws(Problem) { return try await audit.record(entries) } catch { throw .audited(error) }
  }

  private func entry(
    _ draft: Draft, _ subject: Subject?, _ code: String, _ effect: AuditEntry.Effect, _ result: String?, _ exchange: Exchange
  ) -> AuditEntry {
    var entry = exchange.entry(
      action: .read, entity: "enterprise", attributes: draft.attributes, purpose: draft.question.purpose,
      context: draft.question.context, subject: subject.map(desk.keys.audited), effect: effect, code: code)
    entry.rule = draft.decision.rule
    entry.result = result
    return entry
  }
}
