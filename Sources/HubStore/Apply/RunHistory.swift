package import HubPostgres

/// What `govhub runs` and `govhub status` show.
package struct RunHistory: Sendable {
  package struct Run: Sendable {
    package var id: Int64
    package var dataset: String
    package var state: String
    package var startedAt: String
    package var seconds: Double?
    package var counts: RunCounts
    package var reason: String?
  }

  package static func recent(_ limit: Int, dataset: String?, on connection: PostgresConnection) async throws -> [Run] {
    let rows = try await connection.query(
      """
      SELECT r.id, d.name, r.state, to_char(r.started_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
      extract(epoch FROM r.finished_at - r.started_at)::float8, r.read, r.inserted, r.updated, r.unchanged, r.quarantined,
      r.duplicates, r.withdrawn, r.reason
      FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset
      WHERE $2::text IS NULL OR d.name = $2 ORDER BY r.id DESC LIMIT $1
      """, [.int8(Int64(limit)), dataset.map(PostgresValue.text) ?? .null], prepare: false)
    return (0..<rows.count).map { row in
      var counts = RunCounts()
      counts.read = rows.int8(row, 5) ?? 0
      counts.inserted = rows.int8(row, 6) ?? 0
      counts.updated = rows.int8(row, 7) ?? 0
      counts.unchanged = rows.int8(row, 8) ?? 0
      counts.quarantined = rows.int8(row, 9) ?? 0
      counts.duplicates = rows.int8(row, 10) ?? 0
      counts.withdrawn = rows.int8(row, 11) ?? 0
      return Run(
        id: rows.int8(row, 0) ?? 0, dataset: rows.text(row, 1) ?? "", state: rows.text(row, 2) ?? "",
        startedAt: rows.text(row, 3) ?? "", seconds: rows.double(row, 4), counts: counts, reason: rows.text(row, 12))
    }
  }
}
