import HubPostgres

/// Requests whose answer or sharing is late by the clocks of the law.
enum OverdueRequests {
  static func count(_ pool: PostgresPool) async throws -> Int64 {
    let rows = try await pool.query(
      """
      SELECT count(*) FROM
      (SELECT DISTINCT ON (request) due FROM control.access_request_act ORDER BY request, id DESC) AS newest
      WHERE due < (now() AT TIME ZONE 'Asia/Shanghai')::date
      """)
    return rows.int8(0, 0) ?? 0
  }
}

extension VerificationStore {
  package func overdueRequests() async throws -> Int64 { 0 }
}
