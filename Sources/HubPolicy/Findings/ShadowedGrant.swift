import HubModel

/// A grant without which everything would be decided alike: another one of its role covers it.
struct ShadowedGrant: PolicyFinding {
  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.roles.flatMap { diagnostics(of: $0, input) }
  }

  private func diagnostics(of role: Role, _ input: FindingInput) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, grant) in role.grants.enumerated() {
      guard let other = shadow(of: index, among: role.grants) else { continue }
      found.append(
        .finding(
          input.places.grant(grant.id, of: role.name), "shadowed-grant",
          zh: "授权 \(grant.id) 不起作用：\(other.id)（第 \(other.line) 行）已全部包含，删去其一",
          en: "grant \(grant.id) decides nothing: \(other.id) in line \(other.line) covers all of it; remove one"))
    }
    return found
  }

  /// Of two equal grants the first one stands.
  private func shadow(of index: Int, among grants: [Grant]) -> Grant? {
    let grant = grants[index]
    return grants.indices.first { place in
      guard place != index, grants[place].covers(grant) else { return false }
      guard grants[place].obliges(like: grant) else { return grants[place].isTried(before: grant, isEarlier: place < index) }
      return place < index || !grant.covers(grants[place])
    }.map { grants[$0] }
  }
}

extension Grant {
  /// Applies to every request that `other` applies to.
  fileprivate func covers(_ other: Grant) -> Bool {
    Set(attributes).isSuperset(of: other.attributes) && Set(purposes).isSuperset(of: other.purposes)
      && require.isSubset(of: other.require) && when.allSatisfy(other.when.contains)
      && (expires?.end ?? .max) >= (other.expires?.end ?? .max) && hasSameRest(as: other)
  }

  /// Asks of the answer what `other` asks, for the attributes of `other`.
  fileprivate func obliges(like other: Grant) -> Bool {
    answer == other.answer && freshWithin == other.freshWithin
      && masks.filter { other.attributes.contains($0.key) } == other.masks
  }

  /// The order in which a decision tries them.
  fileprivate func isTried(before other: Grant, isEarlier: Bool) -> Bool {
    if when.isEmpty != other.when.isEmpty { return when.isEmpty }
    return answer == other.answer ? isEarlier : answer < other.answer
  }

  /// Equal in all that is not compared above: action, entity, hours, networks, emergency, and whatever a grant gets later.
  private func hasSameRest(as other: Grant) -> Bool {
    var same = self
    same.id = other.id
    same.title = other.title
    same.line = other.line
    same.attributes = other.attributes
    same.purposes = other.purposes
    same.answer = other.answer
    same.justification = other.justification
    same.require = other.require
    same.when = other.when
    same.masks = other.masks
    same.expires = other.expires
    same.freshWithin = other.freshWithin
    return same == other
  }
}
