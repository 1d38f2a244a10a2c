import Foundation
import HubPostgres
import HubTesting
import Testing

@Suite struct PoolerTests {
  private static let pgbouncer = ProcessInfo.processInfo.environment["PGBOUNCER"] ?? "/usr/sbin/pgbouncer"

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

  @Test(
    "FF-03 through pgbouncer in transaction mode: no 42P05 and no 26000",
    .enabled(if: FileManager.default.isExecutableFile(atPath: pgbouncer)))
  func transactionMode() async throws {
    let cluster = try await TestCluster.cluster()
    let folder = NSTemporaryDirectory() + "govhub-pooler-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    chmod(folder, 0o777)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let settings = """
      [databases]
      postgres = host=\(cluster.socketFolder) user=postgres
      [pgbouncer]
      listen_addr =
      unix_socket_dir = \(folder)
      auth_type = any
      pool_mode = transaction
      default_pool_size = 3
      """
    try settings.write(toFile: folder + "/pooler.ini", atomically: true, encoding: .utf8)
    let pooler = Process()
    pooler.executableURL = URL(fileURLWithPath: Self.pgbouncer)
    pooler.arguments = (geteuid() == 0 ? ["-u", "postgres"] : []) + ["-q", folder + "/pooler.ini"]
    (pooler.standardOutput, pooler.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try pooler.run()
    // The child inherits blocked signals from the thread that starts it, so a polite one would not arrive.
    defer { kill(pooler.processIdentifier, SIGKILL) }
    try await ask("postgresql://postgres@/postgres?host=\(folder)&port=6432")
  }

  /// Several connections share fewer sessions, with statements of the same text and errors among them.
  private func ask(_ uri: String) async throws {
    let configuration = PostgresConfiguration(uri: uri, queryTimeout: .seconds(120), preparedStatements: false)
    let pool = PostgresPool(configuration, size: 6)
    for attempt in 0..<600 where (try? await pool.query("SELECT 1")) == nil {
      #expect(attempt < 599)
      try await Task.sleep(for: .milliseconds(100))
    }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for worker in 0..<40 {
        group.addTask {
          var wrong = 0
          for number in 0..<50 {
            let divisor: Int64 = number % 9 == 0 ? 0 : 1
            do {
              let rows = try await pool.query("SELECT $1::int8 / $2::int8", [.int8(Int64(worker)), .int8(divisor)])
              if divisor == 0 || rows.int8(0, 0) != Int64(worker) { wrong += 1 }
            } catch {
              if divisor != 0 || (error as? PostgresError)?.sqlState != "22012" { wrong += 1 }
            }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    let answer = try await pool.withConnection { connection in
      try await connection.transaction { try await $0.query("SELECT 5::int4").int4(0, 0) }
    }
    #expect(answer == 5)
    await pool.close()
  }
}
