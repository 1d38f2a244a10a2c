import HubCrypto
import HubModel
import HubPostgres

/// What one dataset holds of a subject.
struct ErasedTable: Sendable {
  let name: String
  let dataset: String
  let id: Int16
  /// What a run of it locks besides; nil of a dataset that the mappings gave up.
  let entity: String?
  private let condition: String

  /// Where each subject has one row, its key is the subject, and nothing else is indexed.
  private init(_ landing: LandingTable, _ id: Int16) {
    (name, dataset, entity) = (landing.name, landing.dataset.name, landing.entity.name)
    self.id = id
    var condition = "\(landing.dataset.oneRowPerSubject ? "row_key" : "subject") = ANY($1::bytea[])"
    if case .alias = landing.entity.kind { condition += " OR alias_fp = ANY($1::bytea[])" }
    self.condition = condition
  }

  /// Nothing says any more what it was about: all three are looked at, and nobody else's fingerprints fit.
  private init(givenUp dataset: String, _ id: Int16) {
    name = "landing.\(quoted(DatasetSchema.tableName(of: dataset)))"
    self.dataset = dataset
    entity = nil
    self.id = id
    condition = ["row_key", "subject", "alias_fp"].map { "\($0) = ANY($1::bytea[])" }.joined(separator: " OR ")
  }

  /// Those of an entity, and those of datasets that the mappings of today do not have: what those brought is there still.
  static func all(
    of entity: String, _ schema: StoreSchema, _ ids: [String: Int16], on connection: PostgresConnection
  ) async throws -> [ErasedTable] {
    let filled = try schema.datasets.compactMap { dataset -> ErasedTable? in
      let landing = try LandingTable(dataset: dataset, schema: schema)
      guard schema.model.identityEntity(of: landing.entity) == entity, let id = ids[dataset.name] else { return nil }
      return ErasedTable(landing, id)
    }
    let rows = try await connection.query(
      "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = 'landing'", [], prepare: false)
    let standing = Set((0..<rows.count).compactMap { rows.text($0, 0) })
    let mapped = Set(schema.datasets.map(\.name))
    let givenUp = ids.compactMap { name, id -> ErasedTable? in
      mapped.contains(name) || !standing.contains(DatasetSchema.tableName(of: name)) ? nil : ErasedTable(givenUp: name, id)
    }
    return (filled + givenUp).sorted { $0.id < $1.id }
  }

  /// `$1` fingerprints of the subject.
  var deletion: String { "DELETE FROM \(name) WHERE \(condition) RETURNING row_key, subject" }

  /// Staged rows of runs that were broken off. No run is under way: the dataset is locked.
  func dropLeftovers(in transaction: PostgresTransaction) async throws {
    let left = try await transaction.query(RunStore.leftovers, [.int2(id)], prepare: false)
    for row in 0..<left.count {
      guard let run = left.text(row, 0).flatMap({ Int64($0) }) else { continue }
      for statement in StagingTables.dropStatements(run: run) { try await transaction.query(statement, [], prepare: false) }
    }
  }

  /// Leaves for each row that it was erased, with nothing in it, until the next read sees for itself. Nobody reads again what was
  /// given up.
  func mark(_ rows: PostgresRows, keys: KeyRing, in transaction: PostgresTransaction) async throws {
    guard entity != nil else { return }
    let refused = try keys.refusedRows(of: dataset)
    let cells = try keys.sealer(label: dataset).attribute(refusedCellName)
    for row in 0..<rows.count {
      guard let key = rows.fingerprint(row, 0), let subject = rows.fingerprint(row, 1) else { continue }
      let print = refused.ofErased(key)
      try await transaction.query(
        """
        INSERT INTO control.quarantine (
        dataset, raw_fp, line, occurrences, reason, detail, subject, row_key, raw_ct, key_version, first_run, last_run)
        SELECT d.id, $2, 0, 1, $3, $4, $5, $6, $7, $8, coalesce(d.last_run, 0), coalesce(d.last_run, 0)
        FROM control.dataset AS d WHERE d.id = $1
        """,
        [
          .int2(id), .fingerprint(print), .text(ErasedSubjects.reason), .text(ErasedSubjects.detail), .fingerprint(subject),
          .fingerprint(key), .bytes(try cells.seal([], rowKey: print)), .int2(Int16(keys.sealingVersion)),
        ], prepare: false)
    }
  }
}
