/// A grant of one role, with its names turned into bits and its dates into instants.
final class CompiledGrant: Sendable {
  let rule: String
  let role: String
  let grant: Grant
  let quota: Quota?
  let attributes: UInt128
  /// µs since 1970.
  let expiresAt: Int64

  init(_ grant: Grant, of role: Role, attributes: UInt128) {
    rule = "\(role.name)/\(grant.id)"
    self.role = role.name
    self.grant = grant
    quota = role.quota
    self.attributes = attributes
    expiresAt = min(role.expires?.end ?? .max, grant.expires?.end ?? .max)
  }

  func covers(_ wanted: UInt128) -> Bool { wanted & ~attributes == 0 }

  /// Nil where every condition holds for the row.
  func refusal(of row: (String) -> String?) -> DecisionCode? {
    for condition in grant.when {
      switch condition.test(row(condition.attribute)) {
      case .holds: continue
      case .fails: return .conditionFailed
      case .missing: return .attributeMissing
      case .error: return .evaluationError
      }
    }
    return nil
  }
}

/// A deny of one role.
struct CompiledDeny: Sendable {
  let rule: String
  let deny: Deny
  /// Bits of the attributes; all bits where the deny names none.
  let attributes: UInt128
  /// Nil: every purpose.
  let purposes: Set<Int>?

  func forbids(_ wanted: UInt128, purpose: Int) -> Bool {
    wanted & attributes != 0 && (purposes.map { $0.contains(purpose) } ?? true)
  }
}
