package import HubModel
package import HubPostgres

/// One run of one dataset in the database: opened, staged, decided, applied or given up.
///
/// A run that did not end is given up by the next one of its dataset and read again from the start: what its apply had already
/// merged is found unchanged then, so that the end is the same as that of a run that was never stopped.
package struct RunStore: Sendable {
  package let connection: PostgresConnection
  package let schema: StoreSchema
  package let landing: LandingTable
  package let datasetID: Int16
  package let run: Int64
  package let staging: StagingTables
  /// Landing holds nothing yet: every good row is new, and can be sealed in the first pass.
  package let isFirstLoad: Bool
  package let provenance: RunProvenance
  let hub: HubTable
  package var applySize = ApplySize()
  /// Whose rows are not taken, as of the moment that the dataset was locked.
  package let erased: Set<Fingerprint>

  /// For the sorts and joins of a run.
  static let sessionSettings = "SET work_mem = '64MB'; SET jit = off"

  // MARK: opening

  /// Takes the dataset's lock, gives up unfinished runs, and opens a new one. `nil` run is never returned; a second process waits not, it fails.
  package static func open(
    dataset name: String, schema: StoreSchema, provenance: RunProvenance, on connection: PostgresConnection
  ) async throws -> RunStore {
    guard let dataset = schema.dataset(name) else {
      throw HubError("dataset-unknown", "No mapping describes a dataset \(name).")
    }
    let landing = try LandingTable(dataset: dataset, schema: schema)
    let ids = try await Migrator(connection: connection, schema: schema).datasetIDs()
    guard let id = ids[name] else {
      throw HubError("dataset-not-migrated", "The database does not know dataset \(name).", remedy: "Run `govhub migrate`.")
    }
    let locked = try await connection.query(
      "SELECT pg_try_advisory_lock($1)", [.int8(AdvisoryLock.datasetBase + Int64(id))])
    guard locked.bool(0, 0) == true else {
      throw HubError("dataset-busy", "Another run of \(name) is under way.", persistence: .transient)
    }
    try await KeyVersions.requireInForce(provenance.keyVersion, on: connection)
    try await connection.execute(sessionSettings)
    try await giveUpUnfinished(id, on: connection)
    let any = try await connection.query("SELECT EXISTS (SELECT FROM \(landing.name))", [], prepare: false)
    let opened = try await connection.query(
      """
      INSERT INTO control.run (dataset, state, mapping_digest, mapping_version, normalisation_version, key_version)
      VALUES ($1, 'staging', $2, $3, $4, $5) RETURNING id
      """,
      [
        .int2(id), .bytes(provenance.mappingDigest), .int4(Int32(dataset.version)),
        .int2(Int16(provenance.normalisationVersion)), .int2(Int16(provenance.keyVersion)),
      ])
    let run = opened.int8(0, 0) ?? 0
    let staging = StagingTables(run: run, landing: landing)
    try await connection.execute(staging.createStatements.joined(separator: ";\n"))
    guard let entity = schema.model.entity(dataset.entity) else {
      throw HubError("model-entity-missing", "The model lacks entity \(dataset.entity).")
    }
    return RunStore(
      connection: connection, schema: schema, landing: landing, datasetID: id, run: run, staging: staging,
      isFirstLoad: any.bool(0, 0) != true, provenance: provenance,
      hub: HubTable(entity: entity, schema: schema, datasetIDs: ids), erased: try await ErasedSubjects.all(on: connection))
  }

  private static func giveUpUnfinished(_ dataset: Int16, on connection: PostgresConnection) async throws {
    try await connection.query(
      "UPDATE control.run SET state = 'abandoned', finished_at = now(), reason = 'stopped before its end' "
        + "WHERE dataset = $1 AND state IN ('staging', 'applying')", [.int2(dataset)])
    try await dropLeftovers(dataset, on: connection)
  }

  /// Runs of the dataset in `$1` that have staging tables.
  static let leftovers = """
    SELECT DISTINCT t.run FROM (SELECT split_part(tablename, '_', 2) AS run FROM pg_tables WHERE schemaname = 'staging') AS t
    LEFT JOIN control.run AS r ON r.id::text = t.run WHERE r.id IS NULL OR r.dataset = $1
    """

  /// The staging tables of runs that ended, or were given up, before they could drop them.
  private static func dropLeftovers(_ dataset: Int16, on connection: PostgresConnection) async throws {
    let left = try await connection.query(leftovers, [.int2(dataset)], prepare: false)
    for row in 0..<left.count {
      guard let run = left.text(row, 0).flatMap({ Int64($0) }) else { continue }
      let statements = StagingTables.dropStatements(run: run)
      try await connection.execute(statements.joined(separator: ";\n"))
    }
  }

  /// Rows of landing that are not withdrawn.
  package func liveRows() async throws -> Int64 {
    let live = try await connection.query("SELECT count(*) FROM \(landing.name) WHERE withdrawn_at IS NULL", [], prepare: false)
    return live.int8(0, 0) ?? 0
  }

  /// Rows beyond which a read is stopped.
  package func mostRows() async throws -> Int64 {
    let rows = try await connection.query(
      "SELECT coalesce(max(read), 0)::int8 FROM control.run WHERE dataset = $1 AND state = 'applied'", [.int2(datasetID)],
      prepare: false)
    return RunGates(landing.dataset.gates).mostRows(largestRead: rows.int8(0, 0) ?? 0)
  }

  /// The counts of the last applied run as they would be for its bytes again: what it took is unchanged, what it refused still
  /// waits. Nil where it read other bytes, or under another mapping.
  package func countsIfSame(contentDigest: [UInt8]) async throws -> RunCounts? {
    let rows = try await connection.query(
      """
      SELECT r.read, r.quarantined, r.duplicates FROM control.dataset AS d JOIN control.run AS r ON r.id = d.last_run
      WHERE d.id = $1 AND d.content_digest = $2 AND d.mapping_digest = $3
      """, [.int2(datasetID), .bytes(contentDigest), .bytes(provenance.mappingDigest)])
    guard rows.count == 1 else { return nil }
    var counts = RunCounts()
    counts.read = rows.int8(0, 0) ?? 0
    counts.quarantined = rows.int8(0, 1) ?? 0
    counts.duplicates = rows.int8(0, 2) ?? 0
    counts.unchanged = counts.read - counts.quarantined - counts.duplicates
    return counts
  }

  // MARK: deciding

  /// After the first pass: finds superseded rows and rows that went. Returns the number of superseded ones.
  /// - Parameter isSealed: the pass sealed every row, so that the unchanged ones have to go.
  package func classify(scope: RunScope = .whole, isSealed: Bool = false) async throws -> Int64 {
    if isFirstLoad && scope.isWhole {
      try await connection.execute(staging.findLosers(in: staging.rows))
      try await connection.execute(
        "DELETE FROM \(staging.rows) WHERE ordinal IN (SELECT ordinal FROM \(staging.losersTable))")
    } else {
      if isSealed { try await connection.execute(staging.takeKeys) }
      // A join with landing needs to know how many rows of it are the same; a first load joins with nothing.
      try await connection.execute("ANALYZE \(staging.keys) (ordinal, row_key)")
      switch scope {
      case .whole:
        try await connection.execute(staging.findLosers(in: staging.keys))
        try await connection.execute(staging.findGone)
      case .changes(let order):
        try await connection.execute("ANALYZE \(staging.removed)")
        try await connection.execute(staging.findOutrun(order))
        try await connection.execute(staging.findRemoved(order))
      }
      if isSealed { try await connection.execute(staging.dropUnchanged.joined(separator: ";\n")) }
    }
    let losers = try await connection.query("SELECT count(*) FROM \(staging.losersTable)", [], prepare: false)
    return losers.int8(0, 0) ?? 0
  }

  /// Calls `body` with the ordinal of each new or changed row, ascending.
  package func changedOrdinals(_ body: (Int64) -> Void) async throws {
    try await connection.copyOut("COPY (\(staging.changedOrdinals)) TO STDOUT (FORMAT binary)") { row in
      var row = CopyRow(row)
      if let field = row.next(), field.count == 8 { body(Int64(bigEndian: field.loadUnaligned(as: Int64.self))) }
    }
  }

  /// Completes the counts from what is staged.
  package func count(read: Int64, refused: Int64, duplicates: Int64) async throws -> RunCounts {
    var counts = RunCounts()
    counts.read = read
    counts.quarantined = refused
    counts.duplicates = duplicates
    // Of a first load every row is new: nothing to join with.
    let staged = try await connection.query(
      isFirstLoad
        ? "SELECT count(*), count(*) FROM \(staging.rows)"
        : """
        SELECT count(*), count(*) FILTER (WHERE l.row_key IS NULL) FROM \(staging.rows) AS s
        LEFT JOIN \(landing.name) AS l ON l.row_key = s.row_key
        """, [], prepare: false)
    let changed = staged.int8(0, 0) ?? 0
    counts.inserted = staged.int8(0, 1) ?? 0
    counts.updated = changed - counts.inserted
    if !isFirstLoad {
      let gone = try await connection.query("SELECT count(*) FROM \(staging.gone)", [], prepare: false)
      counts.withdrawn = gone.int8(0, 0) ?? 0
      let kept = try await connection.query(
        "SELECT count(*) FROM \(staging.keys) WHERE row_hash IS NOT NULL", [], prepare: false)
      counts.unchanged = (kept.int8(0, 0) ?? 0) - duplicates - changed
    }
    return counts
  }

  // MARK: ending

  /// Ends the run without applying; the reason is in plain words and free of data.
  package func refuse(_ counts: RunCounts, state: String = "refused", reason: String) async throws {
    try await connection.query(
      """
      UPDATE control.run SET state = $2, finished_at = now(), reason = $3, read = $4, quarantined = $5, duplicates = $6,
      withdrawn = $7 WHERE id = $1 AND state IN ('staging', 'applying')
      """,
      [
        .int8(run), .text(state), .text(reason), .int8(counts.read), .int8(counts.quarantined), .int8(counts.duplicates),
        .int8(counts.withdrawn),
      ])
    try await close()
  }

  /// The source is what was read last time: only the time of the complete read moves.
  package func confirmSame() async throws {
    _ = try await connection.transaction { transaction in
      try await transaction.query(
        "UPDATE control.dataset SET complete_as_of = (SELECT started_at FROM control.run WHERE id = $2) WHERE id = $1",
        [.int2(self.datasetID), .int8(self.run)])
      try await transaction.query("DELETE FROM control.run WHERE id = $1", [.int8(self.run)])
    }
    try await close()
  }

  func close() async throws {
    try await connection.execute(StagingTables.dropStatements(run: run).joined(separator: ";\n"))
    try await connection.query(
      "SELECT pg_advisory_unlock($1)", [.int8(AdvisoryLock.datasetBase + Int64(datasetID))])
  }
}

/// The versions that made a row.
package struct RunProvenance: Sendable {
  package var mappingDigest: [UInt8]
  /// Of what decides how this one dataset is read and understood.
  package var readingDigest: [UInt8]
  package var normalisationVersion: Int
  package var keyVersion: UInt16
  package init(
    mappingDigest: [UInt8], readingDigest: [UInt8]? = nil, normalisationVersion: Int, keyVersion: UInt16
  ) {
    self.mappingDigest = mappingDigest
    self.readingDigest = readingDigest ?? mappingDigest
    self.normalisationVersion = normalisationVersion
    self.keyVersion = keyVersion
  }
}
