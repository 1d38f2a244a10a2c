/// One thing that a holder could not ask and now can, or the other way round, or can ask on other terms.
struct RightChange: Hashable {
  enum Kind: Hashable {
    case gained(RightTerms)
    case lost(RightTerms)
    case changed(from: RightTerms, to: RightTerms)
    /// Attributes that each were and are open can now be asked for in one request, or no longer.
    case joined, parted
  }

  var kind: Kind
  var entity: String
  var action: Action
  var attributes: [String]
  var purposes: [String]
}

extension RightChange {
  /// The smallest changes: of one attribute and one purpose each, but for those that concern several attributes at once.
  static func all(from old: EffectiveRights, to new: EffectiveRights) -> [RightChange] {
    Set(old.offers.keys).union(new.offers.keys).sorted().flatMap { key in
      let names = old.attributes(key).union(new.attributes(key)).sorted()
      return names.flatMap { single(key, $0, old, new) } + joint(.joined, key, old, new) + joint(.parted, key, new, old)
    }
  }

  private static func single(
    _ key: EffectiveRights.Key, _ attribute: String, _ old: EffectiveRights, _ new: EffectiveRights
  ) -> [RightChange] {
    let before = old.terms(key, attribute)
    let after = new.terms(key, attribute)
    let gone = before.subtracting(after).sorted { $0.words(chinese: false) < $1.words(chinese: false) }
    let come = after.subtracting(before).sorted { $0.words(chinese: false) < $1.words(chinese: false) }
    if gone.count == 1, come.count == 1 { return [change(.changed(from: gone[0], to: come[0]), key, [attribute])] }
    return (come.map(Kind.gained) + gone.map(Kind.lost)).map { change($0, key, [attribute]) }
  }

  /// What `wide` offers in one request and `narrow` only in several.
  private static func joint(
    _ kind: Kind, _ key: EffectiveRights.Key, _ narrow: EffectiveRights, _ wide: EffectiveRights
  ) -> [RightChange] {
    let open = narrow.attributes(key)
    let sets = Set((wide.offers[key] ?? []).map { $0.attributes.intersection(open) })
    let new = sets.filter { $0.count > 1 && !narrow.isOffered(key, together: $0) }
    let widest = new.filter { set in !new.contains { $0.isStrictSuperset(of: set) } }
    return widest.map { change(kind, key, $0.sorted()) }.sorted { $0.attributes.lexicographicallyPrecedes($1.attributes) }
  }

  private static func change(_ kind: Kind, _ key: EffectiveRights.Key, _ attributes: [String]) -> RightChange {
    RightChange(kind: kind, entity: key.entity, action: key.action, attributes: attributes, purposes: [key.purpose])
  }

  /// Few lines for a person: attributes that change alike are told together, and then purposes.
  static func merged(_ changes: [RightChange]) -> [RightChange] {
    fold(fold(changes.filter { !$0.isJoint }, \.attributes) + changes.filter(\.isJoint), \.purposes)
  }

  private var isJoint: Bool { kind == .joined || kind == .parted }

  private static func fold(_ changes: [RightChange], _ list: WritableKeyPath<RightChange, [String]>) -> [RightChange] {
    var order: [RightChange] = []
    var words: [RightChange: [String]] = [:]
    for change in changes {
      var rest = change
      rest[keyPath: list] = []
      if words[rest] == nil { order.append(rest) }
      words[rest, default: []] += change[keyPath: list]
    }
    return order.map { rest in
      var whole = rest
      whole[keyPath: list] = words[rest] ?? []
      return whole
    }
  }
}
