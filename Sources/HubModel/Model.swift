/// The vocabulary of the hub, read from `Mappings/model.yaml`: the one owner of type, category and level.
public struct Model: Sendable, Equatable {
  public var entities: [Entity]
  public init(entities: [Entity]) { self.entities = entities }
  public func entity(_ name: String) -> Entity? { entities.first { $0.name == name } }

  /// The entity whose subjects the rows of `entity` carry: itself, or the one it is a relation or an alias of.
  public func identityEntity(of entity: Entity) -> String {
    switch entity.kind {
    case .entity: entity.name
    case .relation(let owner, _), .alias(let owner): owner
    }
  }
}

/// A kind of thing that the hub keeps one record for, or a relation of one.
public struct Entity: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// One record a subject.
    case entity
    /// Several records a subject of `of`, told apart by the attributes in `member`.
    case relation(of: String, member: [String])
    /// Other numbers of the subjects of `of`: what stands in `hub.alias`.
    case alias(of: String)
  }

  public var name: String
  public var title: String
  public var kind: Kind
  /// The attribute whose canonical number makes the subject (for a relation: of the entity it belongs to).
  public var identity: String
  public var attributes: [Attribute]

  public init(name: String, title: String, kind: Kind, identity: String, attributes: [Attribute]) {
    self.name = name
    self.title = title
    self.kind = kind
    self.identity = identity
    self.attributes = attributes
  }

  public func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
  public func index(of name: String) -> Int? { attributes.firstIndex { $0.name == name } }
}

public struct Attribute: Sendable, Equatable {
  public var name: String
  public var title: String
  public var type: ValueType
  /// The code list of a `code` attribute.
  public var codes: String?
  /// 分类, for example `personal` or `enterprise`.
  public var category: String
  /// 分级.
  public var level: Level
  public var isImportant: Bool
  public var canVerify: Bool
  public var canRead: Bool

  public init(
    name: String, title: String, type: ValueType, codes: String? = nil, category: String, level: Level,
    isImportant: Bool = false, canVerify: Bool, canRead: Bool
  ) {
    self.name = name
    self.title = title
    self.type = type
    self.codes = codes
    self.category = category
    self.level = level
    self.isImportant = isImportant
    self.canVerify = canVerify
    self.canRead = canRead
  }
}

/// Whose word counts (数源部门, 一数一源): per entity and attribute the datasets in order of authority.
public struct Authority: Sendable, Equatable {
  /// Keyed by `entity.attribute`; an attribute that is absent here has no authority.
  public var order: [String: [String]]
  public init(order: [String: [String]]) { self.order = order }
  public func datasets(entity: String, attribute: String) -> [String] { order["\(entity).\(attribute)"] ?? [] }
}
