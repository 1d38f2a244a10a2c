package import HubCrypto
package import HubModel
package import HubPostgres

/// Takes everything that the hub holds of one subject out of it, in one transaction.
///
/// What remains: the audit of who asked (under its own key, kept as long as the law says), what others' records say of the
/// subject, and backups until their time is over. Runs of the datasets concerned are waited for, so that none brings rows back.
package struct Erasure: Sendable {
  let connection: PostgresConnection
  let schema: StoreSchema
  let keys: KeyRing
  /// Whose record it is: `person`, `enterprise`.
  let entity: String

  package struct Count: Sendable, Equatable {
    package var table: String
    package var rows: Int64
  }

  package struct Report: Sendable {
    /// The subject as the audit names it.
    package var subject: Fingerprint
    package var counts: [Count]
    /// Microseconds since 1970, by the database's clock.
    package var at: Int64
  }

  /// `keys`: sealing under the version in force. `connection`: of the schema's owner.
  package init(connection: PostgresConnection, schema: StoreSchema, keys: KeyRing, entity: String) {
    self.connection = connection
    self.schema = schema
    self.keys = keys
    self.entity = entity
  }

  /// `record` is called before the commit: where it throws nothing was erased.
  package func erase(
    _ asked: Subject, reason: String, by person: String, record: (Report) async throws -> Void
  ) async throws -> Report {
    let ids = try await Migrator(connection: connection, schema: schema).datasetIDs()
    let tables = try await ErasedTable.all(of: entity, schema, ids, on: connection)
    return try await connection.transaction { transaction in
      try await self.takeLocks(tables, in: transaction)
      // A rotation may have gone by while the locks were waited for.
      try await KeyVersions.requireInForce(self.keys.sealingVersion, in: transaction)
      let (holder, known) = try await Self.fingerprints(of: asked, in: transaction)
      var report = Report(subject: try self.keys.fingerprinter(.audit)(holder.bytes), counts: [], at: 0)
      report.counts = try await self.delete(known, from: tables, in: transaction)
      report.at = try await self.suppress(known, report.subject, reason: reason, by: person, in: transaction)
      try await self.forgetContent(tables.map(\.id), in: transaction)
      try await record(report)
      return report
    }
  }

  /// Lets the subject come again with the next read of its sources. False where it was not erased.
  package func lift(_ asked: Subject) async throws -> Bool {
    let ids = try await Migrator(connection: connection, schema: schema).datasetIDs()
    return try await connection.transaction { transaction in
      let lifted = try await transaction.query(
        "DELETE FROM control.erased WHERE audit_fp = (SELECT audit_fp FROM control.erased WHERE fingerprint = $1)",
        [.fingerprint(asked.fingerprint)], prepare: false)
      try await self.forgetContent(Array(ids.values), in: transaction)
      return lifted.affected > 0
    }
  }

  // MARK: steps

  /// In the order in which a run takes them.
  private func takeLocks(_ tables: [ErasedTable], in transaction: PostgresTransaction) async throws {
    let entities = schema.model.entities.indices.filter { place in
      tables.contains { $0.entity == schema.model.entities[place].name }
    }
    let locks =
      tables.map { AdvisoryLock.datasetBase + Int64($0.id) } + entities.map { AdvisoryLock.entityBase + Int64($0 + 1) }
    try await transaction.query("SET LOCAL lock_timeout = '6h'", [], prepare: false)
    for lock in locks { try await transaction.query("SELECT pg_advisory_xact_lock($1)", [.int8(lock)], prepare: false) }
  }

  /// The subject that holds the number asked for, and every number it is found by.
  private static func fingerprints(
    of asked: Subject, in transaction: PostgresTransaction
  ) async throws -> (holder: Fingerprint, known: [Fingerprint]) {
    let number = asked.fingerprint
    let alias = try await transaction.query(
      "SELECT subject FROM hub.alias WHERE fingerprint = $1", [.fingerprint(number)], prepare: false)
    let holder = alias.count == 1 ? alias.fingerprint(0, 0) ?? number : number
    let others = try await transaction.query(
      "SELECT fingerprint FROM hub.alias WHERE subject = $1", [.fingerprint(holder)], prepare: false)
    let known = Set([number, holder] + (0..<others.count).compactMap { others.fingerprint($0, 0) })
    return (holder, known.sorted())
  }

  private func delete(
    _ known: [Fingerprint], from tables: [ErasedTable], in transaction: PostgresTransaction
  ) async throws -> [Count] {
    var counts: [Count] = []
    let asked = [PostgresValue.fingerprints(known)]
    let refused = try await transaction.query(
      "DELETE FROM control.quarantine WHERE subject = ANY($1::bytea[])", asked, prepare: false)
    for table in tables {
      try await table.dropLeftovers(in: transaction)
      let rows = try await transaction.query(table.deletion, asked, prepare: false)
      counts.append(Count(table: table.name, rows: Int64(rows.count)))
      try await table.mark(rows, keys: keys, in: transaction)
    }
    for entity in schema.model.entities where schema.model.identityEntity(of: entity) == self.entity {
      if case .alias = entity.kind { continue }
      let name = "hub.\(quoted(entity.name))"
      let rows = try await transaction.query("DELETE FROM \(name) WHERE subject = ANY($1::bytea[])", asked, prepare: false)
      counts.append(Count(table: name, rows: Int64(rows.affected)))
    }
    let aliases = try await transaction.query(
      "DELETE FROM hub.alias WHERE subject = ANY($1::bytea[]) OR fingerprint = ANY($1::bytea[])", asked, prepare: false)
    counts.append(Count(table: "hub.alias", rows: Int64(aliases.affected)))
    counts.append(Count(table: "control.quarantine", rows: Int64(refused.affected)))
    return counts
  }

  private func suppress(
    _ known: [Fingerprint], _ subject: Fingerprint, reason: String, by person: String, in transaction: PostgresTransaction
  ) async throws -> Int64 {
    // Not when the transaction began: the locks may have been waited for for hours.
    let at = try await transaction.query("SELECT clock_timestamp()", [], prepare: false).timestamptz(0, 0) ?? 0
    try await transaction.query(
      """
      INSERT INTO control.erased (fingerprint, entity, audit_fp, reason, erased_by, erased_at)
      SELECT f, $2, $3, $4, $5, $6 FROM unnest($1::bytea[]) AS f ON CONFLICT (fingerprint) DO NOTHING
      """,
      [.fingerprints(known), .text(entity), .fingerprint(subject), .text(reason), .text(person), .timestamptz(at)],
      prepare: false)
    return at
  }

  /// A source that is what the last run read must not be taken for known: the next run has to see whom it may not take, or may
  /// take again.
  private func forgetContent(_ datasets: [Int16], in transaction: PostgresTransaction) async throws {
    try await transaction.query(
      "UPDATE control.dataset SET content_digest = NULL WHERE id = ANY($1::int2[])", [.int2Array(datasets)], prepare: false)
  }
}
