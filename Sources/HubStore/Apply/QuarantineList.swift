package import HubCrypto
package import HubModel
package import HubPostgres

/// What a steward sees of refused rows: where, why, how often; the raw text only when asked for, and only with the sealing key.
package struct QuarantineList: Sendable {
  package struct Row: Sendable {
    package var dataset: String
    package var line: Int64
    package var occurrences: Int32
    package var reason: String
    package var field: String?
    package var detail: String
    package var firstRun: Int64
    package var lastRun: Int64
    package var rawFingerprint: Fingerprint?
    package var rawCell: [UInt8]
  }

  package static func open(
    dataset: String?, reason: String?, limit: Int, on connection: PostgresConnection
  ) async throws -> [Row] {
    let rows = try await connection.query(
      """
      SELECT d.name, q.line, q.occurrences, q.reason, q.field, q.detail, q.first_run, q.last_run, q.raw_fp, q.raw_ct
      FROM control.quarantine AS q JOIN control.dataset AS d ON d.id = q.dataset
      WHERE q.closed_run IS NULL AND ($1::text IS NULL OR d.name = $1) AND ($2::text IS NULL OR q.reason = $2)
      ORDER BY d.name, q.line LIMIT $3
      """, [dataset.map(PostgresValue.text) ?? .null, reason.map(PostgresValue.text) ?? .null, .int8(Int64(limit))],
      prepare: false)
    return (0..<rows.count).map { row in
      Row(
        dataset: rows.text(row, 0) ?? "", line: rows.int8(row, 1) ?? 0, occurrences: rows.int4(row, 2) ?? 0,
        reason: rows.text(row, 3) ?? "", field: rows.text(row, 4), detail: rows.text(row, 5) ?? "",
        firstRun: rows.int8(row, 6) ?? 0, lastRun: rows.int8(row, 7) ?? 0, rawFingerprint: rows.fingerprint(row, 8),
        rawCell: rows.bytes(row, 9).map(Array.init) ?? [])
    }
  }

  /// Counts by dataset and reason.
  package static func summary(on connection: PostgresConnection) async throws -> [(dataset: String, reason: String, rows: Int64)] {
    let rows = try await connection.query(
      """
      SELECT d.name, q.reason, sum(q.occurrences)::int8 FROM control.quarantine AS q JOIN control.dataset AS d ON d.id = q.dataset
      WHERE q.closed_run IS NULL GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
      """, [], prepare: false)
    return (0..<rows.count).map { (rows.text($0, 0) ?? "", rows.text($0, 1) ?? "", rows.int8($0, 2) ?? 0) }
  }

  package static func raw(of row: Row, keys: KeyRing) throws -> String {
    guard let fingerprint = row.rawFingerprint else { return "" }
    let opened = try keys.sealer(label: row.dataset).attribute(refusedCellName).open(row.rawCell, rowKey: fingerprint)
    return String(decoding: opened, as: UTF8.self)
  }
}
