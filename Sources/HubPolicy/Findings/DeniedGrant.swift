import HubModel

/// A grant from which denies take something: all of it (it is never used), or a part.
struct DeniedGrant: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.roles.flatMap { role in role.grants.flatMap { diagnostics(of: $0, role, input) } }
  }

  private func diagnostics(of grant: Grant, _ role: Role, _ input: FindingInput) -> [Diagnostic] {
    let place = input.places.grant(grant.id, of: role.name, "attributes")
    let own = DeniedPart(of: grant, by: [role])
    if own.isWhole { return [whole(grant, own, place)] }
    let holders = input.holders(of: role)
    let parts = holders.map { DeniedPart(of: grant, by: input.roles(of: $0)) }
    if let first = parts.first, parts.allSatisfy(\.isWhole) { return [whole(grant, first, place)] }
    let foreign = zip(holders, parts).filter { $0.1 != own }
    let ownLine = own.isEmpty ? [] : [partial(grant, own, nil, place)]
    return ownLine + foreign.map { partial(grant, $0.1, $0.0.id, place) }
  }

  private func whole(_ grant: Grant, _ part: DeniedPart, _ place: PolicyPlaces.Place) -> Diagnostic {
    let rules = part.rules.joined(separator: ", ")
    return .finding(
      place, "denied-grant", zh: "授权 \(grant.id) 永远不会生效：已被 \(rules) 全部禁止",
      en: "grant \(grant.id) is never used: \(rules) denies all of it")
  }

  /// `client`: nil where it holds for whoever has the role.
  private func partial(_ grant: Grant, _ part: DeniedPart, _ client: String?, _ place: PolicyPlaces.Place) -> Diagnostic {
    let rules = part.rules.joined(separator: ", ")
    let attributes = part.attributes.joined(separator: ", ")
    let purposes = part.purposes.joined(separator: ", ")
    return .finding(
      place, "contradicting-rules",
      zh: "\(rules) 禁止授权 \(grant.id) 的 \(attributes)（用途 \(purposes)\(client.map { "，客户端 \($0)" } ?? "")）：含其一的请求一律拒绝",
      en: "\(rules) takes \(attributes) from grant \(grant.id) for \(purposes)\(client.map { ", for client \($0)" } ?? ""): "
        + "a request that names one of them is refused")
  }
}

/// What the denies of some roles take from a grant.
struct DeniedPart: Equatable {
  /// `role/id` of each deny that takes something.
  private(set) var rules: [String] = []
  /// Taken for one purpose at least.
  private(set) var attributes: [String] = []
  private(set) var purposes: [String] = []
  /// Every attribute for every purpose, at any hour and from everywhere.
  private(set) var isWhole = false
  var isEmpty: Bool { rules.isEmpty }

  init(of grant: Grant, by roles: [Role]) {
    var taken: [String: Set<String>] = [:]
    var always: [String: Set<String>] = [:]
    for role in roles {
      for deny in role.denies {
        let hits = grant.purposes.map { (purpose: $0, names: deny.taken(from: grant, for: $0)) }.filter { !$0.names.isEmpty }
        if !hits.isEmpty { rules.append("\(role.name)/\(deny.id)") }
        for hit in hits { taken[hit.purpose, default: []].formUnion(hit.names) }
        for hit in hits where deny.isUnconditional { always[hit.purpose, default: []].formUnion(hit.names) }
      }
    }
    purposes = grant.purposes.filter { taken[$0] != nil }
    attributes = grant.attributes.filter { name in taken.values.contains { $0.contains(name) } }
    isWhole = grant.purposes.allSatisfy { always[$0]?.count == grant.attributes.count }
  }
}

extension Deny {
  /// It holds at any hour and from everywhere.
  var isUnconditional: Bool { hours == nil && networks.isEmpty }

  /// The attributes of a grant that may not be asked for while the deny holds.
  func taken(from grant: Grant, for purpose: String) -> [String] {
    guard action == grant.action, entity == grant.entity, purposes?.contains(purpose) ?? true else { return [] }
    return grant.attributes.filter { attributes?.contains($0) ?? true }
  }
}
