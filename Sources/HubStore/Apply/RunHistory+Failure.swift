package import HubPostgres

extension RunHistory {
  /// The number of the dataset's newest run; 0 where it has none. What `record` has to be told.
  package static func newest(of dataset: String, on connection: PostgresConnection) async throws -> Int64 {
    let rows = try await connection.query(
      """
      SELECT coalesce(max(r.id), 0)::int8 FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset WHERE d.name = $1
      """, [.text(dataset)], prepare: false)
    return rows.int8(0, 0) ?? 0
  }

  /// Puts a failure on record: in the words given where the run was opened and is marked as failed, as a run of its own where
  /// it failed before it could be opened. A run that is still open is left to the next one, which clears away what it staged.
  /// - Parameters:
  ///   - newest: what `newest` told before the run.
  ///   - seconds: how long it lasted.
  package static func record(
    failureOf dataset: String, since newest: Int64, seconds: Double, reason: String, on connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      WITH mine AS (
        SELECT r.id, r.state FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset
        WHERE d.name = $1 AND r.id > $2),
      told AS (
        UPDATE control.run SET reason = $4::text WHERE id IN (SELECT id FROM mine WHERE state = 'failed'))
      INSERT INTO control.run (dataset, state, started_at, finished_at, reason)
      SELECT d.id, 'failed', clock_timestamp() - $3 * interval '1 second', clock_timestamp(), $4::text
      FROM control.dataset AS d WHERE d.name = $1 AND NOT EXISTS (SELECT FROM mine)
      """,
      [.text(dataset), .int8(newest), .double(seconds), .text(reason)], prepare: false)
  }
}
