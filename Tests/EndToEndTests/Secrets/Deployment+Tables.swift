import HubPostgres

@testable import govhub

extension Deployment {
  /// With the mappings and the secrets of this deployment's own folder.
  func withSecrets(_ words: [String]) -> [String] {
    var arguments = arguments(words)
    if let place = arguments.firstIndex(of: "--mappings") { arguments[place + 1] = folder.mappings }
    return arguments + ["--secrets", folder.secrets]
  }

  /// Every row of every table of the hub as text.
  func allTables() async throws -> String {
    try await sql { connection in
      let names = try await connection.query(
        """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname IN ('control', 'audit', 'hub', 'landing', 'staging') ORDER BY 1
        """, [], prepare: false)
      var text = ""
      for row in 0..<names.count {
        guard let name = names.text(row, 0) else { continue }
        let rows = try await connection.query(
          "SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM \(name) AS t", [], prepare: false)
        text += "\(name)\n\(rows.text(0, 0) ?? "")\n"
      }
      return text
    }
  }
}
