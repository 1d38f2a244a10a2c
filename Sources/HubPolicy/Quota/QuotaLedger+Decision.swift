package import HubModel

/// A role with limits, in which a question counts.
struct LimitedRole: Sendable {
  var name: String
  var quota: Quota
}

/// A question counts in every role that may come to decide it, and that is more than one while the record is unread: a limit
/// that only some records were counted by would tell, once it is met, that there is such a record.
extension QuotaLedger {
  package func admit(_ decision: Decision, client: String, subject: Subject?, time: Int64) -> Verdict {
    if let roles = decision.candidateRoles { return admit(roles, client: client, subject: subject, time: time) }
    guard let role = decision.grant?.limitedRole else { return .admitted }
    return admit(CollectionOfOne(role), client: client, subject: subject, time: time)
  }

  package func tell(wrong isWrong: Bool, _ decision: Decision, subject: Subject, time: Int64) -> Verdict {
    if let roles = decision.candidateRoles { return tell(wrong: isWrong, roles, subject: subject, time: time) }
    guard let role = decision.grant?.limitedRole else { return .admitted }
    return tell(wrong: isWrong, CollectionOfOne(role), subject: subject, time: time)
  }
}

extension Decision {
  /// Nil where the record does not matter: then one grant decided.
  fileprivate var candidateRoles: [LimitedRole]? {
    candidates?.compactMap(\.limitedRole).reduce(into: []) { roles, role in
      if !roles.contains(where: { $0.name == role.name }) { roles.append(role) }
    }
  }
}

extension CompiledGrant {
  fileprivate var limitedRole: LimitedRole? { quota.map { LimitedRole(name: role, quota: $0) } }
}
