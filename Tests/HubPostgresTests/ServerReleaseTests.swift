import HubPostgres
import HubTesting
import Testing

@Suite("Attack 10: releases of PostgreSQL that leak are known") struct ServerReleaseTests {
  @Test(
    "the first good release of each version",
    arguments: [
      (150_013, "15.14"), (150_014, nil), (160_009, "16.10"), (160_010, nil), (170_005, "17.6"), (170_006, nil), (180_000, nil),
      (140_018, "14.19"), (90_624, nil),
    ] as [(Int32, String?)])
  func needed(_ number: Int32, _ needed: String?) {
    #expect(ServerRelease(number: number).needed?.description == needed)
  }

  @Test("the server of the tests tells its release, and it is a good one")
  func own() async throws {
    try await TestCluster.withDatabase { database in
      let release = try await ServerRelease.read(on: database.connect())
      #expect(release.number >= 150_000)
      #expect(release.needed == nil, "update PostgreSQL to \(release.needed?.description ?? "")")
    }
  }

  @Test("a session has its limits and its search_path, and they stay after SET ROLE")
  func limits() async throws {
    try await TestCluster.withDatabase { database in
      var configuration = database.configuration()
      configuration.role = "pg_monitor"
      configuration.lockTimeout = .seconds(3)
      configuration.idleInTransactionTimeout = .seconds(10)
      configuration.searchPath = "pg_catalog, pg_temp"
      let connection = try await PostgresConnection.connect(configuration)
      let rows = try await connection.query(
        """
        SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),
        current_setting('search_path')
        """)
      #expect((0..<3).map { rows.text(0, $0) } == ["3s", "10s", "pg_catalog, pg_temp"])
      await connection.close()
    }
  }
}
