import HubPostgres

/// How many runs of a dataset ended in one way, and when the last of them did.
package struct DatasetRuns: Sendable, Equatable {
  package var dataset: String
  /// `applied`, `refused`, `failed` or `abandoned`.
  package var outcome: String
  package var count: Int64
  /// Seconds since 1970.
  package var lastEndedAt: Int64

  package init(dataset: String, outcome: String, count: Int64, lastEndedAt: Int64) {
    self.dataset = dataset
    self.outcome = outcome
    self.count = count
    self.lastEndedAt = lastEndedAt
  }

  /// All that ended, by dataset and outcome.
  static func read(_ pool: PostgresPool) async throws -> [DatasetRuns] {
    let rows = try await pool.query(
      """
      SELECT d.name, r.state, count(*), floor(extract(epoch FROM max(coalesce(r.finished_at, r.started_at))))::int8
      FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset
      WHERE r.state NOT IN ('staging', 'applying') GROUP BY d.name, r.state ORDER BY d.name, r.state
      """)
    return (0..<rows.count).map { row in
      DatasetRuns(
        dataset: rows.text(row, 0) ?? "", outcome: rows.text(row, 1) ?? "", count: rows.int8(row, 2) ?? 0,
        lastEndedAt: rows.int8(row, 3) ?? 0)
    }
  }
}

extension VerificationStore {
  package func runs() async throws -> [DatasetRuns] { [] }
}
