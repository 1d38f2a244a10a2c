/// What the holder of some roles may ask: their grants, less what their denies take.
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

  init(_ roles: [Role]) {
    let denies = roles.flatMap(\.denies)
    for role in roles {
      for grant in role.grants {
        for purpose in grant.purposes { add(grant, of: role, purpose, less: denies) }
      }
    }
  }

  private mutating func add(_ grant: Grant, of role: Role, _ purpose: String, less denies: [Deny]) {
    let taken = Set(denies.flatMap { $0.taken(from: grant, for: purpose) })
    let left = grant.attributes.filter { !taken.contains($0) }
    guard !left.isEmpty else { return }
    let terms = left.map { ($0, RightTerms(grant, of: role, attribute: $0)) }
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
