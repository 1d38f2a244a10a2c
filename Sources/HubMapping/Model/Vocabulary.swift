import HubModel
import HubYAML

/// The model as `model.yaml` writes it, with what only the mapping needs to know.
struct Vocabulary: Sendable {
  var model = Model(entities: [])
  /// For a relation: groups of attributes that tell its records apart; of a group the first that has a value counts.
  var members: [String: [[String]]] = [:]
  /// For an alias entity: the attribute that holds the other number.
  var otherNumber: [String: String] = [:]
  /// Where an attribute is declared, by `entity.attribute`.
  var places: [String: (line: Int, column: Int)] = [:]
}

extension Model {
  /// The attribute that types `entity`'s identity: its own, or for a relation the one of the entity it belongs to.
  func identityAttribute(of entity: Entity) -> Attribute? {
    if let own = entity.attribute(entity.identity) { return own }
    guard case .relation(let owner, _) = entity.kind, let owner = self.entity(owner) else { return nil }
    return owner.attribute(owner.identity)
  }
}
