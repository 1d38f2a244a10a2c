package import HubPostgres

extension RunStore {
  /// Where the next run of an incremental dataset begins, sealed as it was stored; nil where it reads everything.
  ///
  /// Everything, where there is no position yet, where another mapping made it (a row understood otherwise must be understood anew,
  /// changed or not), where a reconciliation is due, or on demand. A reconciliation that a gate refused is tried again after the
  /// interval, and changes are read meanwhile.
  /// - Parameter reconcileEvery: seconds after the last whole read; nil never.
  package func position(isForced: Bool, reconcileEvery: Int?) async throws -> [UInt8]? {
    guard !isForced, !isFirstLoad else { return nil }
    let rows = try await connection.query(
      """
      SELECT position FROM control.checkpoint WHERE dataset = $1 AND mapping_digest = $2
      AND ($3::int8 IS NULL OR greatest(whole_at, tried_at) > now() - $3 * interval '1 second')
      """,
      [.int2(datasetID), .bytes(provenance.readingDigest), reconcileEvery.map { .int8(Int64($0)) } ?? .null], prepare: false)
    return rows.count == 1 ? rows.bytes(0, 0).map(Array.init) : nil
  }

  /// A whole read of an incremental dataset was refused.
  package func noteRefusedReconciliation() async throws {
    try await connection.query(
      "UPDATE control.checkpoint SET tried_at = now() WHERE dataset = $1", [.int2(datasetID)])
  }

  /// Moves the position in the transaction that stores the rows before it.
  func store(_ position: RunPosition?, in transaction: PostgresTransaction) async throws {
    guard let position else {
      try await transaction.query("DELETE FROM control.checkpoint WHERE dataset = $1", [.int2(datasetID)])
      return
    }
    try await transaction.query(
      """
      INSERT INTO control.checkpoint AS c (dataset, run, position, mapping_digest, key_version, whole_at)
      SELECT $1, r.id, $2, $5, r.key_version, r.started_at FROM control.run AS r WHERE r.id = $3
      ON CONFLICT (dataset) DO UPDATE SET run = excluded.run, position = excluded.position, key_version = excluded.key_version,
      mapping_digest = excluded.mapping_digest, whole_at = CASE WHEN $4 THEN excluded.whole_at ELSE c.whole_at END
      """,
      [
        .int2(datasetID), .bytes(position.sealed), .int8(run), .bool(position.isAfterAll), .bytes(provenance.readingDigest),
      ])
  }
}

/// Where the next increment begins.
package struct RunPosition: Sendable {
  package var sealed: [UInt8]
  /// The read before it brought everything.
  package var isAfterAll: Bool

  package init(sealed: [UInt8], isAfterAll: Bool) {
    self.sealed = sealed
    self.isAfterAll = isAfterAll
  }
}
