/// One line of what another set would change, for a person.
package struct PolicyDifference: Sendable, Equatable {
  package enum Direction: String, Sendable { case more, less, changed }

  /// Whether somebody can ask more, less, or only otherwise.
  package let direction: Direction
  package let zh: String
  package let en: String
}

extension PolicySet {
  /// What changes where `new` takes the place of this set: clients, people, requests, purposes, published queries and limits
  /// first, then what roles may ask, then what single clients may ask beyond or below their roles' changes. Empty where nobody can
  /// tell the sets apart.
  package func differences(to new: PolicySet) -> [PolicyDifference] {
    let comparison = PolicyComparison(old: self, new: new)
    let who = comparison.clientFacts + comparison.peopleFacts + comparison.requestFacts
    return who + comparison.purposeFacts + comparison.aggregateFacts + comparison.roleFacts + comparison.rights
  }
}

/// Two sets beside each other.
struct PolicyComparison {
  let old: PolicySet
  let new: PolicySet

  /// By name, old and new, those of only one set included.
  static func pairs<T>(_ old: [T], _ new: [T], _ name: KeyPath<T, String>) -> [(name: String, old: T?, new: T?)] {
    let before = Dictionary(old.map { ($0[keyPath: name], $0) }) { first, _ in first }
    let after = Dictionary(new.map { ($0[keyPath: name], $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().map { ($0, before[$0], after[$0]) }
  }
}
