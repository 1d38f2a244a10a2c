import HubModel
package import HubPostgres

/// Brings a database to the schema of a mapping set. It only adds or widens.
package struct Migrator: Sendable {
  let connection: PostgresConnection
  let schema: StoreSchema

  package init(connection: PostgresConnection, schema: StoreSchema) {
    self.connection = connection
    self.schema = schema
  }

  /// The statements that `migrate()` would run, in order; empty where nothing is to be done.
  package func plan() async throws -> [String] {
    let done = try await completedSteps()
    var statements: [String] = []
    if done == nil { statements += Self.bootstrap }
    for step in ControlSchema.steps where step.number > (done ?? 0) {
      statements.append("-- step \(step.number): \(step.title)\n\(step.sql)")
      statements.append("INSERT INTO control.migration (number, title) VALUES (\(step.number), '\(step.title)')")
    }
    let known = done == nil ? [:] : try await datasetIDs()
    let (ids, registrations) = register(known)
    statements += registrations
    statements += try tableStatements(existing: done == nil ? [:] : try await existingColumns(), ids: ids)
    return statements
  }

  /// Runs the plan in one transaction and gives the roles their rights.
  package func migrate() async throws {
    try await connection.execute("SELECT pg_advisory_lock(\(AdvisoryLock.migration))")
    let statements = try await plan()
    // The grants are given every time: a newer version may need another one where no table changed.
    let always = [DatabaseGrant.script, "SELECT audit.make_months()", "COMMIT"]
    try await connection.execute((["BEGIN"] + statements + always).joined(separator: ";\n"))
    try await connection.execute("SELECT pg_advisory_unlock(\(AdvisoryLock.migration))")
  }

  private static let bootstrap =
    HubSchemas.all.map { "CREATE SCHEMA \($0)" } + [
      DatabaseRole.creation,
      "CREATE TABLE control.migration (number int4 PRIMARY KEY, title text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    ]

  private func completedSteps() async throws -> Int? {
    let exists = try await connection.query("SELECT to_regclass('control.migration') IS NOT NULL", [])
    guard exists.bool(0, 0) == true else { return nil }
    return Int(try await connection.query("SELECT coalesce(max(number), 0)::int4 FROM control.migration", []).int4(0, 0) ?? 0)
  }

  package func datasetIDs() async throws -> [String: Int16] {
    let rows = try await connection.query("SELECT name, id FROM control.dataset", [])
    var ids: [String: Int16] = [:]
    for row in 0..<rows.count { ids[rows.text(row, 0) ?? ""] = rows.int2(row, 1) }
    return ids
  }

  /// Numbers are given once and never reused: stored rows name their source by them.
  private func register(_ known: [String: Int16]) -> (ids: [String: Int16], statements: [String]) {
    var ids = known
    var statements: [String] = []
    for dataset in schema.datasets where ids[dataset.name] == nil {
      let id = (ids.values.max() ?? 0) + 1
      ids[dataset.name] = id
      statements.append(
        "INSERT INTO control.dataset (id, name, entity) VALUES (\(id), '\(dataset.name)', '\(dataset.entity)')")
    }
    return (ids, statements)
  }

  private func tableStatements(existing: [String: [String: String]], ids: [String: Int16]) throws -> [String] {
    var statements: [String] = []
    for entity in schema.model.entities {
      let table = HubTable(entity: entity, schema: schema, datasetIDs: ids)
      statements += try Self.changes(
        to: table.name, key: "hub.\(entity.name)", columns: table.columns, create: table.createStatements, existing: existing)
    }
    for dataset in schema.datasets {
      let table = try LandingTable(dataset: dataset, schema: schema)
      statements += try Self.changes(
        to: table.name, key: "landing.\(dataset.tableName)", columns: table.columns, create: table.createStatements,
        existing: existing)
    }
    return statements
  }

  private static func changes(
    to name: String, key: String, columns: [Column], create: [String], existing: [String: [String: String]]
  ) throws -> [String] {
    guard let present = existing[key] else { return create }
    for column in columns where present[column.name + "_fp"] != nil || present[sealless(column.name)] != nil {
      throw HubError(
        "level-change-needs-rewrite", "Column \(column.name) of \(key) changes between sealed and clear storage.",
        remedy: "Raising a level rewrites the table: steward and security officer must plan it together.")
    }
    return columns.filter { present[$0.name] == nil && !create.isEmpty }.map {
      "ALTER TABLE \(name) ADD COLUMN \(quoted($0.name)) \($0.type)\($0.isRequired ? " NOT NULL DEFAULT 0" : "")"
    }
  }

  /// The clear column that a sealed one would replace, or a name that no table has.
  private static func sealless(_ column: String) -> String {
    column.hasSuffix("_fp") && column != "alias_fp" ? String(column.dropLast(3)) : "\u{0}"
  }

  private func existingColumns() async throws -> [String: [String: String]] {
    let rows = try await connection.query(
      """
      SELECT table_schema || '.' || table_name, column_name::text, data_type::text
      FROM information_schema.columns WHERE table_schema IN ('hub', 'landing')
      """, [])
    var tables: [String: [String: String]] = [:]
    for row in 0..<rows.count {
      tables[rows.text(row, 0) ?? "", default: [:]][rows.text(row, 1) ?? ""] = rows.text(row, 2)
    }
    return tables
  }
}

/// Numbers of PostgreSQL advisory locks; a dataset or an entity type adds its own to the base.
package enum AdvisoryLock {
  package static let migration: Int64 = 0x6855_4200
  /// Of the one process that starts runs at their times.
  package static let scheduler: Int64 = 0x6855_4201
  /// Of the one process that rotates keys.
  package static let rotation: Int64 = 0x6855_4202
  package static let datasetBase: Int64 = 0x6855_4200_0000
  package static let entityBase: Int64 = 0x6855_4210_0000
}
