import Glibc
import HubPostgres
import HubTesting
import Testing

@Suite struct CrashTests {
  @Test(
    "FF-03 server killed: running queries fail as transient at once, and the pool is back after a restart", .timeLimit(.minutes(2)))
  func serverKilled() async throws {
    let cluster = try await ThrowawayCluster.start(settings: ["fsync": "on", "synchronous_commit": "on"]).cluster
    var configuration = PostgresConfiguration(uri: cluster.uri(), connectTimeout: .seconds(30))
    configuration.queryTimeout = .seconds(600)
    let pool = PostgresPool(configuration, size: 2)
    try await pool.withConnection { try await $0.execute("CREATE TABLE t (n int8); INSERT INTO t VALUES (7)") }
    let running = Task { try await pool.query("SELECT pg_sleep(3600)") }
    try await Task.sleep(for: .milliseconds(300))
    kill(try #require(cluster.processID), SIGKILL)
    let error = await #expect(throws: PostgresError.self) { try await running.value }
    #expect(error?.kind == .transient)
    await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
    try await cluster.start()
    #expect(try await pool.query("SELECT n FROM t").int8(0, 0) == 7)
    await pool.close()
    await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1") }
  }

  @Test("one session killed: its queries fail as transient, those of another session are asked again with success")
  func sessionKilled() async throws {
    try await TestCluster.withDatabase { database in
      let victim = try await database.connect(), admin = try await database.connect()
      let pid = try #require(try await victim.query("SELECT pg_backend_pid()").int4(0, 0))
      let running = Task { try await victim.query("SELECT pg_sleep(3600)") }
      try await Task.sleep(for: .milliseconds(200))
      try await admin.query("SELECT pg_terminate_backend($1)", [.int4(pid)])
      let error = await #expect(throws: PostgresError.self) { try await running.value }
      #expect(error?.sqlState == "57P01" && error?.kind == .transient)
      await #expect(throws: PostgresError.self) { try await victim.query("SELECT 1") }
      #expect(!victim.isOpen)
    }
  }

  @Test("the connection lost while committing is told as an unknown outcome")
  func lostCommit() async throws {
    try await TestCluster.withDatabase { database in
      let victim = try await database.connect(), admin = try await database.connect()
      let pid = try #require(try await victim.query("SELECT pg_backend_pid()").int4(0, 0))
      let error = await #expect(throws: PostgresError.self) {
        try await victim.transaction { transaction in
          try await transaction.query("CREATE TABLE t ()")
          try await admin.query("SELECT pg_terminate_backend($1)", [.int4(pid)])
          try await Task.sleep(for: .milliseconds(200))
        }
      }
      #expect(error?.sqlState == "08007" && error?.kind == .transient)
    }
  }
}
