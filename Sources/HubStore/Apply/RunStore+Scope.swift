package import HubPostgres

extension RunStore {
  /// What the next run of an incremental dataset reads.
  ///
  /// Everything, where there is no position yet, where another mapping made it (a row understood otherwise must be understood anew,
  /// changed or not), where a reconciliation is due, or on demand.
  /// - Parameter reconcileEvery: seconds after the last whole read; nil never.
  package func scope(isForced: Bool, reconcileEvery: Int?) async throws -> RunScope {
    guard !isForced, !isFirstLoad else { return .whole }
    let rows = try await connection.query(
      """
      SELECT convert_from(position, 'UTF8') FROM control.checkpoint WHERE dataset = $1 AND mapping_digest = $2
      AND ($3::int8 IS NULL OR whole_at > now() - $3 * interval '1 second')
      """,
      [.int2(datasetID), .bytes(provenance.mappingDigest), reconcileEvery.map { .int8(Int64($0)) } ?? .null], prepare: false)
    return rows.count == 1 ? rows.text(0, 0).map { .since($0) } ?? .whole : .whole
  }

  /// Moves the position in the transaction that stores the rows before it.
  func store(_ checkpoint: String?, scope: RunScope, in transaction: PostgresTransaction) async throws {
    guard let checkpoint else {
      try await transaction.query("DELETE FROM control.checkpoint WHERE dataset = $1", [.int2(datasetID)])
      return
    }
    try await transaction.query(
      """
      INSERT INTO control.checkpoint AS c (dataset, run, position, mapping_digest, whole_at)
      SELECT $1, r.id, $2, r.mapping_digest, r.started_at FROM control.run AS r WHERE r.id = $3
      ON CONFLICT (dataset) DO UPDATE SET run = excluded.run, position = excluded.position,
      mapping_digest = excluded.mapping_digest, whole_at = CASE WHEN $4 THEN excluded.whole_at ELSE c.whole_at END
      """, [.int2(datasetID), .bytes(Array(checkpoint.utf8)), .int8(run), .bool(scope.isWhole)])
  }
}
