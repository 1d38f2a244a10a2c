extension PolicySet {
  /// Grants in force for some client that `next` no longer has, as `role/id`: what is withdrawn from its users (条例 27: not
  /// without reason, and negotiated).
  ///
  /// - Parameter time: µs since 1970.
  package func withdrawn(by next: PolicySet, at time: Int64) -> [String] {
    let kept = next.ruleNames { _ in true }
    let roles = Dictionary(roles.map { ($0.name, $0) }) { first, _ in first }
    var given: Set<String> = []
    for client in clients where client.status == .active {
      let held = HeldRoles(client.roles, in: roles)
      let names = Set(held.names)
      given.formUnion(ruleNames { names.contains($0.name) && time < held.ends[$0.name] ?? 0 })
    }
    let expired = Set(
      self.roles.flatMap { role in
        role.grants.filter { time >= $0.expires?.end ?? .max }.map { "\(role.name)/\($0.id)" }
      })
    return given.subtracting(kept).subtracting(expired).sorted()
  }

  private func ruleNames(_ counts: (Role) -> Bool) -> Set<String> {
    Set(roles.filter(counts).flatMap { role in role.grants.map { "\(role.name)/\($0.id)" } })
  }
}
