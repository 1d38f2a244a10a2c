package import HubPostgres

/// What a scheduler has to know of the past runs of one dataset.
package struct RunTrace: Sendable, Equatable {
  /// Start of the last run, in seconds since 1970; nil where there was none. A source that was found the same leaves no run,
  /// only the time of its complete read.
  package var startedAt: Int64?
  package var outcome: Outcome?
  /// Failed and broken off, one after the other, up to now.
  package var failures: Int
  /// Some process holds the dataset's lock now.
  package var isUnderWay: Bool

  package enum Outcome: String, Sendable {
    case applied, same, refused, failed
    /// Its process ended before it did.
    case abandoned
  }

  package init(startedAt: Int64? = nil, outcome: Outcome? = nil, failures: Int = 0, isUnderWay: Bool = false) {
    self.startedAt = startedAt
    self.outcome = outcome
    self.failures = failures
    self.isUnderWay = isUnderWay
  }
}

/// The traces of all datasets at one moment, by the database's clock: the only one that all schedulers share.
package struct RunTraces: Sendable, Equatable {
  /// Seconds since 1970.
  package var now: Int64
  /// Of the live mapping set; 0 where there is none.
  package var mappingSequence: Int64
  package var datasets: [String: RunTrace] = [:]

  package static func read(on connection: PostgresConnection) async throws -> RunTraces {
    let rows = try await connection.query(statement, [.int8(AdvisoryLock.datasetBase)])
    var traces = RunTraces(now: rows.int8(0, 0) ?? 0, mappingSequence: rows.int8(0, 1) ?? 0)
    for row in 0..<rows.count {
      guard let dataset = rows.text(row, 2) else { continue }
      traces.datasets[dataset] = RunTrace(
        startedAt: rows.int8(row, 3), outcome: rows.text(row, 4).flatMap(RunTrace.Outcome.init(rawValue:)),
        failures: Int(rows.int8(row, 5) ?? 0), isUnderWay: rows.bool(row, 6) ?? false)
    }
    return traces
  }

  /// One row where there is no dataset. A run that is open although nobody holds its lock was broken off.
  private static let statement = """
    SELECT floor(extract(epoch FROM clock_timestamp()))::int8,
    (SELECT coalesce(max(sequence), 0)::int8 FROM control.mapping_set),
    d.name, floor(extract(epoch FROM greatest(d.complete_as_of, r.started_at)))::int8,
    CASE WHEN r.id IS NULL AND d.complete_as_of IS NULL THEN NULL
      WHEN r.id IS NULL OR d.complete_as_of > r.started_at THEN 'same'
      WHEN r.state IN ('staging', 'applying') THEN 'abandoned' ELSE r.state END,
    (SELECT count(*) FROM control.run AS f WHERE f.dataset = d.id AND f.state NOT IN ('applied', 'refused')
      AND (d.complete_as_of IS NULL OR f.started_at > d.complete_as_of)
      AND f.id > coalesce(
        (SELECT max(g.id) FROM control.run AS g WHERE g.dataset = d.id AND g.state IN ('applied', 'refused')), 0)),
    l.key IS NOT NULL
    FROM (VALUES (1)) AS one (n) LEFT JOIN control.dataset AS d ON true
    LEFT JOIN LATERAL (
      SELECT id, state, started_at FROM control.run WHERE dataset = d.id ORDER BY id DESC LIMIT 1) AS r ON true
    LEFT JOIN (
      SELECT DISTINCT (classid::int8 << 32) + objid::int8 AS key FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS l ON l.key = $1::int8 + d.id
    """
}
