import HubPostgres
import HubTesting
import Testing

@Suite struct PoolerTests {
  @Test("FF-03 behind a pooler: no named statement and no session setting stays at the server")
  func unnamedStatements() async throws {
    try await TestCluster.withDatabase { database in
      var configuration = database.configuration()
      configuration.preparedStatements = false
      configuration.statementTimeout = .seconds(7)
      let connection = try await PostgresConnection.connect(configuration)
      for number in 0..<20 {
        let rows = try await connection.query("SELECT $1::int8", [.int8(Int64(number))])
        #expect(rows.int8(0, 0) == Int64(number))
      }
      try await connection.transaction { try await $0.query("SELECT 1") }
      let left = try await connection.query(
        "SELECT (SELECT count(*) FROM pg_prepared_statements), current_setting('statement_timeout')")
      #expect(left.int8(0, 0) == 0 && left.text(0, 1) == "0")
    }
  }
}
