import HubModel

/// The attributes that can be asked of an entity, each with a bit of its own: its own ones first, then those of its relations. For
/// aggregates the published queries over it take their place.
struct AttributeIndex: Sendable {
  /// The word for a relation in questions, where it is not the relation's own name.
  private static let wireWords = ["legal_representation": "legalRep"]

  let entity: Entity
  let number: Int
  /// Canonical name → attribute.
  private(set) var attributes: [String: Attribute] = [:]
  private var bits: [String: UInt8] = [:]
  private var canonical: [String: String] = [:]
  private(set) var names: [String] = []
  /// Word of a relation in questions → its name.
  private var relations: [String: String] = [:]
  let queries: [String]

  init(_ entity: Entity, number: Int, in model: Model, queries: [String]) {
    self.entity = entity
    self.number = number
    self.queries = queries
    for attribute in entity.attributes { add(attribute, as: attribute.name) }
    for relation in model.entities {
      guard case .relation(of: entity.name, member: _) = relation.kind else { continue }
      let word = AttributeIndex.wireWords[relation.name] ?? relation.name
      relations[word] = relation.name
      for attribute in relation.attributes where attribute.name != relation.identity || entity.attribute(attribute.name) == nil {
        add(attribute, as: "\(word).\(attribute.name)", alias: "\(relation.name).\(attribute.name)")
      }
    }
  }

  /// The bits above are those of the context.
  static let capacity = UInt128.bitWidth - UInt8.bitWidth

  private mutating func add(_ attribute: Attribute, as name: String, alias: String? = nil) {
    names.append(name)
    attributes[name] = attribute
    guard names.count <= AttributeIndex.capacity else { return }
    let bit = UInt8(names.count - 1)
    bits[name] = bit
    if let alias, alias != name {
      bits[alias] = bit
      canonical[alias] = name
    }
  }

  func canonicalName(_ name: String) -> String? { attributes[name] == nil ? canonical[name] : name }

  /// The entity that an attribute is stored in, and its name there.
  func origin(of name: String) -> (entity: String, attribute: String) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let relation = relations[parts[0]] else { return (entity.name, name) }
    return (relation, parts[1])
  }

  func isRelated(_ name: String) -> Bool { name.contains(".") }

  /// What can be asked for by name.
  func names(for action: Action) -> [String] { action == .aggregate ? queries : names }

  func allBits(for action: Action) -> UInt128 { (1 << UInt128(min(names(for: action).count, AttributeIndex.capacity))) - 1 }

  /// Nil where a name is unknown.
  func bits(of names: [String], for action: Action) -> UInt128? {
    var result: UInt128 = 0
    for name in names {
      guard let bit = action == .aggregate ? queryBit(name) : bits[name] else { return nil }
      result |= 1 << UInt128(bit)
    }
    return result
  }

  private func queryBit(_ name: String) -> UInt8? {
    queries.prefix(AttributeIndex.capacity).firstIndex(of: name).map { UInt8($0) }
  }
}
