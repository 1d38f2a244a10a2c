extension PolicyComparison {
  private struct Line {
    var holders: [String]
    var change: RightChange
  }

  /// Changes of roles, then those of clients that their roles do not tell.
  var rights: [PolicyDifference] {
    let roles = PolicyComparison.pairs(old.roles, new.roles, \.name)
    var told: [String: Set<RightChange>] = [:]
    var roleLines: [Line] = []
    for role in roles {
      let changes = RightChange.all(
        from: EffectiveRights([role.name], in: old), to: EffectiveRights([role.name], in: new))
      told[role.name] = Set(changes)
      roleLines += RightChange.merged(changes).map { Line(holders: [role.name], change: $0) }
    }
    let clientLines = PolicyComparison.pairs(old.clients, new.clients, \.id).flatMap { lines($0.old, $0.new, told) }
    return grouped(roleLines).map { $0.change.difference(of: $0.holders, ("角色", "role")) }
      + grouped(clientLines).map { $0.change.difference(of: $0.holders, ("客户端", "client")) }
  }

  /// A client that comes, goes, or is suspended is told of as a whole.
  private func lines(_ before: Client?, _ after: Client?, _ told: [String: Set<RightChange>]) -> [Line] {
    guard let before, let after, before.status == .active, after.status == .active else { return [] }
    let kept = Set(before.roles).intersection(after.roles)
    let byRoles = kept.reduce(into: Set<RightChange>()) { $0.formUnion(told[$1] ?? []) }
    let changes = RightChange.all(
      from: EffectiveRights(before.roles, in: old), to: EffectiveRights(after.roles, in: new))
    return RightChange.merged(changes.filter { !byRoles.contains($0) }).map { Line(holders: [after.id], change: $0) }
  }

  /// Holders of whom the same is told share a line.
  private func grouped(_ lines: [Line]) -> [Line] {
    var order: [RightChange] = []
    var holders: [RightChange: [String]] = [:]
    for line in lines {
      if holders[line.change] == nil { order.append(line.change) }
      holders[line.change, default: []] += line.holders
    }
    return order.map { Line(holders: holders[$0] ?? [], change: $0) }
  }
}
