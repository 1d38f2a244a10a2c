extension PolicySet {
  /// Grants in force for some client, as `role/id`, of which `next` leaves that client less: what is withdrawn from its users
  /// (条例 27: not without reason, and negotiated). A suspended client keeps its
  /// grants, and a deny is no withdrawal: neither has to wait for talks.
  ///
  /// - Parameter time: µs since 1970.
  package func withdrawn(by next: PolicySet, at time: Int64) -> [String] {
    let after = Dictionary(next.clients.map { ($0.id, $0) }) { first, _ in first }
    var found: Set<String> = []
    for client in clients where client.status == .active {
      let kept = after[client.id].map { next.rights(of: $0, at: time) } ?? [:]
      let all = kept.values.reduce(into: Set<HeldRight>()) { $0.formUnion($1) }
      for (rule, rights) in rights(of: client, at: time) where !rights.isSubset(of: all) { found.insert(rule) }
    }
    return found.sorted()
  }

  /// By rule.
  private func rights(of client: Client, at time: Int64) -> [String: Set<HeldRight>] {
    let roles = Dictionary(roles.map { ($0.name, $0) }) { first, _ in first }
    let usable = Set(purposes.filter { $0.isValid(at: time) }.map(\.name))
    let held = HeldRoles(client.roles, in: roles)
    var found: [String: Set<HeldRight>] = [:]
    for role in held.names.compactMap({ roles[$0] }) where time < held.ends[role.name] ?? 0 {
      for grant in role.grants where time < grant.expires?.end ?? .max {
        found["\(role.name)/\(grant.id)"] = grant.rights(usable)
      }
    }
    return found
  }
}

/// One attribute that may be asked for, whatever the terms.
private struct HeldRight: Hashable {
  var entity: String
  var action: Action
  var purpose: String
  var attribute: String
}

extension Grant {
  fileprivate func rights(_ usable: Set<String>) -> Set<HeldRight> {
    var found: Set<HeldRight> = []
    for purpose in purposes where usable.contains(purpose) {
      for attribute in attributes {
        found.insert(HeldRight(entity: entity, action: action, purpose: purpose, attribute: attribute))
      }
    }
    return found
  }
}
