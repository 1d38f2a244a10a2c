/// What the holder of some roles may ask: their grants and those they inherit, less what their denies take.
struct EffectiveRights {
  struct Key: Hashable, Comparable {
    var entity: String
    var action: Action
    var purpose: String

    static func < (a: Key, b: Key) -> Bool {
      (a.entity, a.action.rawValue, a.purpose) < (b.entity, b.action.rawValue, b.purpose)
    }
  }

  /// What one grant leaves: these attributes may be asked for in one request.
  struct Offer {
    var attributes: Set<String>
    var terms: [String: RightTerms]
  }

  private(set) var offers: [Key: [Offer]] = [:]

  /// - Parameter names: roles that are held; those that they inherit are held too. Denies that hold at some hours or from some
  ///   networks only take nothing here: they are told by themselves.
  init(_ names: [String], in set: PolicySet) {
    let roles = Dictionary(set.roles.map { ($0.name, $0) }) { first, _ in first }
    let days = Dictionary(set.roles.compactMap(\.expires).map { ($0.end, $0) }) { first, _ in first }
    let held = HeldRoles(names, in: roles)
    let all = held.names.compactMap { roles[$0] }
    let denies = all.flatMap(\.denies).filter(\.isUnconditional)
    for role in all {
      let until = held.ends[role.name].flatMap { days[$0] }
      for grant in role.grants {
        for purpose in grant.purposes { add(grant, until: until, purpose, less: denies) }
      }
    }
  }

  private mutating func add(_ grant: Grant, until: CivilDay?, _ purpose: String, less denies: [Deny]) {
    let taken = Set(denies.flatMap { $0.taken(from: grant, for: purpose) })
    let left = grant.attributes.filter { !taken.contains($0) }
    guard !left.isEmpty else { return }
    let terms = left.map { ($0, RightTerms(grant, until: until, attribute: $0)) }
    offers[Key(entity: grant.entity, action: grant.action, purpose: purpose), default: []].append(
      Offer(attributes: Set(left), terms: Dictionary(terms) { first, _ in first }))
  }

  func attributes(_ key: Key) -> Set<String> { (offers[key] ?? []).reduce(into: []) { $0.formUnion($1.attributes) } }

  /// One for each grant that offers the attribute on terms of its own.
  func terms(_ key: Key, _ attribute: String) -> Set<RightTerms> { Set((offers[key] ?? []).compactMap { $0.terms[attribute] }) }

  func isOffered(_ key: Key, together attributes: Set<String>) -> Bool {
    (offers[key] ?? []).contains { $0.attributes.isSuperset(of: attributes) }
  }
}
