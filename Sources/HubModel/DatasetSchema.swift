/// What the store needs to know of one dataset: derived from its mapping file, free of anything about files.
public struct DatasetSchema: Sendable, Equatable {
  /// `department/dataset`, as the mapping file names it.
  public var name: String
  public var title: String
  /// 提供单位.
  public var provider: String
  /// The entity it fills.
  public var entity: String
  /// The attributes of that entity it provides, in the entity's order.
  public var attributes: [String]
  /// True where the row key is the subject's own number, so that a subject has at most one row.
  public var oneRowPerSubject: Bool
  public var coverage: Coverage
  /// Seconds after which a complete read is too old to deny existence; nil: never.
  public var maxAge: Int?
  public var gates: Gates
  public var version: Int

  public init(
    name: String, title: String, provider: String, entity: String, attributes: [String], oneRowPerSubject: Bool,
    coverage: Coverage, maxAge: Int?, gates: Gates, version: Int
  ) {
    self.name = name
    self.title = title
    self.provider = provider
    self.entity = entity
    self.attributes = attributes
    self.oneRowPerSubject = oneRowPerSubject
    self.coverage = coverage
    self.maxAge = maxAge
    self.gates = gates
    self.version = version
  }

  /// The landing table's name: `public-security/population` → `public_security__population`.
  public var tableName: String { Self.tableName(of: name) }

  public static func tableName(of name: String) -> String {
    String(name.flatMap { $0 == "/" ? "__" : ($0 == "-" ? "_" : String($0)) })
  }
}

/// What a register holds: only a complete, covering one can say that somebody is not in it.
public struct Coverage: Sendable, Equatable {
  /// 例：本市户籍人口.
  public var register: String
  /// GB/T 2260 code of the region.
  public var region: String
  public var complete: Bool
  public init(register: String, region: String, complete: Bool) {
    self.register = register
    self.region = region
    self.complete = complete
  }
}

/// The limits that stop a run before anything of it is visible.
public struct Gates: Sendable, Equatable {
  /// Largest share of live rows that one run may withdraw, 0…1.
  public var withdrawAtMost: Double
  /// Largest share of read rows that may be refused, 0…1.
  public var refuseAtMost: Double
  /// Fewest rows a full snapshot may hold.
  public var atLeastRows: Int
  /// Most rows that one read may bring; nil where the hub's own limit is enough.
  public var atMostRows: Int?
  public init(withdrawAtMost: Double, refuseAtMost: Double, atLeastRows: Int, atMostRows: Int? = nil) {
    self.withdrawAtMost = withdrawAtMost
    self.refuseAtMost = refuseAtMost
    self.atLeastRows = atLeastRows
    self.atMostRows = atMostRows
  }
}
