package import HubCrypto
package import HubModel
package import HubPostgres
import Synchronization

/// The verification store over PostgreSQL. Keeps the state of the hub fresh by a notification and a poll.
package final class PostgresVerificationStore: VerificationStore {
  /// Reads a published mapping set: what the store needs of it, and titles of code words.
  package typealias SchemaReader = @Sendable (PublishedSet) throws -> (schema: StoreSchema, codeTitles: [String: [String: String]])

  private let pool: PostgresPool
  /// Counting takes a while, and what waits behind it on a connection would wait as long.
  let counting: PostgresPool
  private let readSchema: SchemaReader
  private let current: Mutex<Current>
  private let opening: Mutex<Opening>
  private let renewKeys: (@Sendable () throws -> KeyRing)?

  private struct Opening: Sendable {
    var keys: KeyRing
    /// One per dataset: making one derives keys.
    var sealers: [String: Sealer] = [:]
  }

  private struct Current: Sendable {
    var state: HubState
    var queries: HubQueries
    var codeTitles: [String: [String: String]]
  }

  /// Between two looks for new sets and revocations; a gateway that could not look for two seconds refuses.
  private static let pollInterval = Duration.milliseconds(500)

  /// Loads the live mapping set. Throws `mapping-not-published` where there is none.
  ///
  /// - Parameters:
  ///   - counting: a pool of its own for counts; nil: `pool`.
  ///   - renewKeys: reads the ring again, when cells appear under a sealing key that `keys` does not hold.
  package init(
    pool: PostgresPool, counting: PostgresPool? = nil, keys: KeyRing, renewKeys: (@Sendable () throws -> KeyRing)? = nil,
    readSchema: @escaping SchemaReader
  ) async throws {
    self.pool = pool
    self.counting = counting ?? pool
    self.renewKeys = renewKeys
    opening = Mutex(Opening(keys: keys))
    self.readSchema = readSchema
    current = Mutex(try await Self.load(pool, readSchema))
  }

  package var state: HubState { current.withLock { $0.state } }

  // MARK: look-ups

  var queries: HubQueries { current.withLock { $0.queries } }

  package func probe(_ entity: String, _ probes: [Subject]) async throws -> [ProbeResult] {
    guard let queue = queries.probes[entity] else { throw Self.unknown(entity) }
    return try await queue.probe(probes)
  }

  package func relations(_ entity: String, of subjects: [Subject]) async throws -> [[FoundRecord]] {
    guard let relation = queries.relations[entity] else { throw Self.unknown(entity) }
    let rows = try await pool.query(relation.statement, [.fingerprints(subjects.map(\.fingerprint))])
    let found = HubRows(rows: rows, layout: relation.layout)
    var records = [[FoundRecord]](repeating: [], count: subjects.count)
    for row in 0..<rows.count {
      let place = Int(rows.int8(row, 0) ?? 1) - 1
      records[place].append(FoundRecord(storage: found, row: row))
    }
    return records
  }

  package func enterprises(named folded: String) async throws -> [EnterpriseNameHit] {
    guard let names = queries.names else { throw Self.unknown("enterprise") }
    let rows = try await pool.query(names.statement, [.text(folded)])
    let found = HubRows(rows: rows, layout: names.layout)
    return (0..<rows.count).map { row in
      let record = FoundRecord(storage: found, row: row)
      let renamed = record.text("renamed_on")
      let isFormer = rows.bool(row, 0) ?? false
      return EnterpriseNameHit(
        record: record, isFormer: isFormer,
        from: isFormer ? record.text("established_on") : renamed ?? record.text("established_on"),
        to: isFormer ? renamed : nil)
    }
  }

  private static func unknown(_ entity: String) -> HubError {
    HubError("entity-unknown", "The model has no entity \(entity) of that kind.")
  }

  package func open(_ entity: String, _ subject: Subject) async throws -> StoredRecord? {
    let queries = queries
    guard let model = queries.schema.model.entity(entity) else { throw Self.unknown(entity) }
    guard let record = try await probe(entity, [subject]).first?.record, record.withdrawnAt == nil else { return nil }
    let reader = CellReader(entity: model, queries: queries, sealers: { try self.sealer($0) }, pool: pool)
    do {
      return StoredRecord(entity: entity, subject: record.subject, values: try await reader.values(of: record))
    } catch let error as HubError where error.code == "cell-key-version-unknown" {
      guard try renew() else { throw error }
      return StoredRecord(entity: entity, subject: record.subject, values: try await reader.values(of: record))
    }
  }

  package func runs() async throws -> [DatasetRuns] { try await DatasetRuns.read(pool) }

  package func overdueRequests() async throws -> Int64 { try await OverdueRequests.count(pool) }

  private func sealer(_ dataset: String) throws -> Sealer {
    try opening.withLock { opening in
      if let sealer = opening.sealers[dataset] { return sealer }
      let sealer = try opening.keys.sealer(label: dataset)
      opening.sealers[dataset] = sealer
      return sealer
    }
  }

  /// The sealing key was rotated since the ring was read. Fingerprints do not change with it. False where it is another ring.
  private func renew() throws -> Bool {
    guard let ring = try renewKeys?() else { return false }
    return opening.withLock { opening in
      guard ring.identity == opening.keys.identity else { return false }
      opening = Opening(keys: ring)
      return true
    }
  }

  // MARK: staying fresh

  /// Polls until cancelled. Failures leave the last state, whose age then tells.
  package func keepFresh() async {
    while !Task.isCancelled {
      try? await refresh()
      try? await Task.sleep(for: Self.pollInterval)
    }
  }

  /// Looks once for new sets, revocations and completed reads.
  package func refresh() async throws {
    let before = current.withLock { $0 }
    let fresh = try await Self.readState(pool, queries: before.queries, codeTitles: before.codeTitles)
    if fresh.mappingSequence == before.state.mappingSequence {
      current.withLock { $0.state = fresh }
      return
    }
    let loaded = try await Self.load(pool, readSchema)
    current.withLock { $0 = loaded }
  }

  private static func load(_ pool: PostgresPool, _ readSchema: SchemaReader) async throws -> Current {
    let published = try await pool.withConnection { try await PublishedSet.live(.mapping, on: $0) }
    guard let published else {
      throw HubError(
        "mapping-not-published", "The database holds no mapping set.", remedy: "Run `govhub migrate` and `govhub mapping publish`.")
    }
    let (schema, titles) = try readSchema(published)
    let rows = try await pool.query("SELECT name, id FROM control.dataset", [])
    var ids: [String: Int16] = [:]
    for row in 0..<rows.count { ids[rows.text(row, 0) ?? ""] = rows.int2(row, 1) }
    let queries = HubQueries(schema: schema, datasetIDs: ids, pool: pool)
    return Current(state: try await readState(pool, queries: queries, codeTitles: titles), queries: queries, codeTitles: titles)
  }

  private static let stateQuery = """
    SELECT coalesce((SELECT max(sequence) FROM control.policy_set), 0), coalesce((SELECT max(sequence) FROM control.mapping_set), 0),
    (SELECT array_to_string(array_agg(target), E'\\n') FROM control.revocation WHERE lifted_at IS NULL AND kind <> 'person'), d.name,
    d.complete_as_of, d.last_run
    FROM (SELECT NULL::text AS name, NULL::timestamptz AS complete_as_of, NULL::int8 AS last_run
    UNION ALL SELECT name, complete_as_of, last_run FROM control.dataset) AS d
    """

  private static func readState(
    _ pool: PostgresPool, queries: HubQueries, codeTitles: [String: [String: String]]
  ) async throws -> HubState {
    let asked = ContinuousClock.now
    let rows = try await pool.query(stateQuery, [])
    var complete: [String: Int64] = [:]
    var lastRuns: [String: Int64] = [:]
    for row in 0..<rows.count {
      guard let name = rows.text(row, 3) else { continue }
      complete[name] = rows.timestamptz(row, 4)
      lastRuns[name] = rows.int8(row, 5)
    }
    let datasets = queries.schema.datasets.compactMap { schema in
      queries.datasetIDs[schema.name].map {
        DatasetState(id: $0, schema: schema, completeAsOf: complete[schema.name], lastRun: lastRuns[schema.name])
      }
    }
    let revoked = (rows.text(0, 2) ?? "").split(separator: "\n").map(String.init)
    return HubState(
      model: queries.schema.model, authority: queries.schema.authority, datasets: datasets, codeTitles: codeTitles,
      policySequence: rows.int8(0, 0) ?? 0, mappingSequence: rows.int8(0, 1) ?? 0, revoked: Set(revoked), refreshedAt: asked)
  }
}
