/// Takes recorded decisions again under another set, one after the other, and keeps only what differs.
///
/// Each is decided for the moment at which it was asked: what has expired since then is no change.
package struct PolicyReplay: Sendable {
  private let policy: CompiledPolicy

  package private(set) var replayed = 0
  package private(set) var unchanged = 0
  /// Refused before or beside the policy (a malformed question, a revoked key …), or no question about data.
  package private(set) var beside = 0
  /// Refusals because of a quota, which is not replayed; and how many of them the policy itself would refuse now.
  package private(set) var quotaRefusals = 0
  package private(set) var quotaRefusalsDenied = 0
  package private(set) var changes: [ReplayChange: ReplayTally] = [:]
  package private(set) var doubts: [ReplayDoubt: ReplayTally] = [:]

  package init(_ set: PolicySet) { policy = CompiledPolicy(set) }

  package var changed: Int { changes.values.reduce(0) { $0 + $1.count } }
  package var undecided: Int { doubts.values.reduce(0) { $0 + $1.count } }

  package mutating func take(_ record: RecordedDecision) {
    guard !record.request.attributes.isEmpty, let code = DecisionCode(rawValue: record.code) else {
      beside += 1
      return
    }
    replayed += 1
    var missing: [String] = []
    let decision = policy.decide(record.request).settled { name in
      let value = record.conditionValues[name]
      if value == nil { missing.append(name) }
      return value
    }
    if !missing.isEmpty { return doubt(.conditionValue, Set(missing).sorted(), record) }
    if code == .quotaExceeded { return takeQuotaRefusal(decision) }
    let before = ReplayOutcome(isAllowed: record.isAllowed, code: code, answerForm: record.answerForm)
    compare(before, decision, record)
  }

  /// The policy allowed it, on terms that are not on record.
  private mutating func takeQuotaRefusal(_ decision: Decision) {
    quotaRefusals += 1
    if decision.isAllowed { unchanged += 1 } else { quotaRefusalsDenied += 1 }
  }

  private mutating func compare(_ before: ReplayOutcome, _ decision: Decision, _ record: RecordedDecision) {
    let request = record.request
    let form = decision.isAllowed && request.action == .verify ? decision.answerForm : nil
    let after = ReplayOutcome(isAllowed: decision.isAllowed, code: decision.code, answerForm: form)
    if before.isLike(after) {
      unchanged += 1
      return
    }
    let unknown = unknownAttributes(request)
    if before.isAllowed, !unknown.isEmpty { return doubt(.unknownAttribute, unknown, record) }
    let change = ReplayChange(
      clientID: request.clientID, purpose: request.purpose, action: request.action, entity: request.entity,
      attributes: request.attributes, before: before, after: after, rule: decision.rule)
    changes[change, default: ReplayTally()].add(record)
  }

  /// The entity's own name where the model does not have it.
  private func unknownAttributes(_ request: AccessRequest) -> [String] {
    guard let entity = policy.entities[request.entity] else { return [request.entity] }
    return request.attributes.filter { entity.bits(of: [$0], for: request.action) == nil }
  }

  private mutating func doubt(_ reason: ReplayDoubt.Reason, _ attributes: [String], _ record: RecordedDecision) {
    let doubt = ReplayDoubt(
      clientID: record.request.clientID, purpose: record.request.purpose, reason: reason, attributes: attributes)
    doubts[doubt, default: ReplayTally()].add(record)
  }
}
