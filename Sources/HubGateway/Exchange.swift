import HubModel
import HubPolicy
import HubStore

/// One request of a known caller, with all that stays the same while it is answered.
struct Exchange: Sendable {
  let requestID: String
  let route: Route
  let identity: ClientIdentity
  let inForce: PolicyInForce
  let view: HubView
  let peer: String
  /// Nil where the address that counts could not be read.
  let address: NetworkAddress?
  /// Microseconds since 1970.
  let at: Int64
  let started: ContinuousClock.Instant
  let chinese: Bool

  var policy: CompiledPolicy { inForce.policy }

  /// An entry with what is known of every question of this request.
  func entry(
    action: AuditEntry.Action, entity: String, attributes: [String], purpose: String, context: QuestionContext,
    subject: Fingerprint?, effect: AuditEntry.Effect, code: String
  ) -> AuditEntry {
    let elapsed = (ContinuousClock.now - started).nanoseconds / 1000
    return AuditEntry(
      requestID: requestID, clientID: identity.clientID, keyID: identity.keyID, action: action, entity: entity,
      attributes: attributes, purpose: purpose, context: context.references, peer: peer,
      address: address?.description ?? "", at: at, subject: subject, decision: effect, code: code,
      policyVersion: inForce.version, mappingVersion: view.mappingVersion, ruleVersion: RuleVersion.current,
      latencyMicros: elapsed)
  }

  /// The entry of a request that was refused as a whole.
  func entry(refused problem: Problem) -> AuditEntry {
    entry(
      action: route.action, entity: route.entity, attributes: [], purpose: "", context: QuestionContext(), subject: nil,
      effect: .deny, code: problem.code.rawValue)
  }
}
