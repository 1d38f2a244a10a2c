import HubModel

/// A role or grant whose last day has passed, or that only has purposes that are over.
struct ExpiredGrant: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.roles.flatMap { diagnostics(of: $0, input) }
  }

  private func diagnostics(of role: Role, _ input: FindingInput) -> [Diagnostic] {
    guard let last = role.expires, last.end <= input.time, !role.grants.isEmpty else {
      return role.grants.compactMap { finding($0, role, input) }
    }
    let place = input.places.role(role.name, "expires")
    let found = Diagnostic.finding(
      place, "expired-role", zh: "角色 \(role.name) 已于 \(last.text) 到期，其授权都不再有效",
      en: "role \(role.name) ended on \(last.text): none of its grants holds")
    return [found]
  }

  private func finding(_ grant: Grant, _ role: Role, _ input: FindingInput) -> Diagnostic? {
    if let last = grant.expires, last.end <= input.time {
      return .finding(
        input.places.grant(grant.id, of: role.name, "expires"), "expired-grant", zh: "授权 \(grant.id) 已于 \(last.text) 到期",
        en: "grant \(grant.id) ended on \(last.text)")
    }
    let purposes = input.set.purposes.filter { grant.purposes.contains($0.name) }
    guard !purposes.isEmpty, purposes.allSatisfy({ ($0.expires?.end ?? .max) <= input.time }) else { return nil }
    return .finding(
      input.places.grant(grant.id, of: role.name, "purposes"), "expired-purposes", zh: "授权 \(grant.id) 的用途都已过期",
      en: "every purpose of grant \(grant.id) has ended")
  }
}
