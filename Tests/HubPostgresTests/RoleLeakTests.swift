import HubPostgres
import HubTesting
import Testing

/// Two ways to work for several roles: a pool for each, or SET LOCAL within a transaction on a shared one. Neither may let one
/// request answer under the role of another, whatever became of the requests before it.
@Suite("Attack 20: a pooled connection keeps no role", .serialized) struct RoleLeakTests {
  private static let roles = (0..<8).map { "leak_\($0)" }

  /// What befalls a request, by its number.
  private enum Mishap {
    case none, syntax, timeout, cancellation, kill

    static func of(_ number: Int) -> Mishap {
      switch number % 100 {
      case 7, 57: .syntax
      case 23, 73: .timeout
      case 31, 81: .cancellation
      case 47: .kill
      default: .none
      }
    }
  }

  private func withRoles(_ body: (TestDatabase) async throws -> Void) async throws {
    try await TestCluster.withDatabase { database in
      let admin = try await database.connect()
      for role in Self.roles { try await admin.execute("DROP ROLE IF EXISTS \(role); CREATE ROLE \(role)") }
      try await body(database)
      for role in Self.roles { try await admin.execute("DROP ROLE \(role)") }
      await admin.close()
    }
  }

  @Test(
    "10,000 requests of 8 roles over 2 connections, with syntax errors, timeouts, cancellations and kills among them",
    .timeLimit(.minutes(5)))
  func shared() async throws {
    try await withRoles { database in
      let pool = PostgresPool(database.configuration(), size: 2)
      let killer = try await database.connect()
      let counts = try await withThrowingTaskGroup(of: Counts.self) { group in
        for worker in 0..<40 {
          group.addTask {
            var counts = Counts()
            for place in 0..<250 { try await Self.request(worker + 41 * place, pool, killer, &counts) }
            return counts
          }
        }
        return try await group.reduce(into: Counts()) { $0.add($1) }
      }
      #expect(counts.wrong == 0)
      #expect(counts.right + counts.failed == 10_000)
      // Each kill fails what waited on its connection too; most requests still have to be answered for the test to mean something.
      #expect(counts.right > 5_000, "\(counts)")
      #expect(counts.failed > 500, "\(counts)")
      await pool.close()
      await killer.close()
    }
  }

  private struct Counts: Sendable {
    /// Answered under its own role.
    var right = 0
    /// Answered under another.
    var wrong = 0
    var failed = 0

    mutating func add(_ other: Counts) {
      right += other.right
      wrong += other.wrong
      failed += other.failed
    }
  }

  private static func request(
    _ number: Int, _ pool: PostgresPool, _ killer: PostgresConnection, _ counts: inout Counts
  ) async throws {
    let role = roles[number % roles.count]
    do {
      let answers = try await answers(of: role, Mishap.of(number), pool, killer)
      if answers == [role, role] { counts.right += 1 } else { counts.wrong += 1 }
    } catch {
      counts.failed += 1
    }
    // Between two requests the connection belongs to nobody.
    guard number % 5 == 0, let rows = try? await pool.query(whoAmI) else { return }
    if rows.text(0, 0) != "postgres" || rows.text(0, 1) != "" { counts.wrong += 1 }
  }

  private static let whoAmI = "SELECT current_user::text, coalesce(current_setting('hub_test.role', true), '')"

  private static func answers(
    of role: String, _ mishap: Mishap, _ pool: PostgresPool, _ killer: PostgresConnection
  ) async throws -> [String?] {
    let work = Task {
      try await pool.withConnection { connection in
        try await connection.transaction { transaction in
          try await transaction.execute("SET LOCAL ROLE \(role); SET LOCAL hub_test.role = '\(role)'")
          try await Self.befall(mishap, transaction, killer)
          let rows = try await transaction.query(whoAmI)
          return [rows.text(0, 0), rows.text(0, 1)]
        }
      }
    }
    if mishap == .cancellation {
      for _ in 0..<Int.random(in: 0..<20) { await Task.yield() }
      work.cancel()
    }
    return try await work.value
  }

  private static func befall(
    _ mishap: Mishap, _ transaction: PostgresTransaction, _ killer: PostgresConnection
  ) async throws {
    switch mishap {
    case .none: return
    case .syntax: try await transaction.query("SELEC 1", prepare: false)
    case .timeout:
      try await transaction.execute("SET LOCAL statement_timeout = 1")
      try await transaction.query("SELECT pg_sleep(5)")
    case .cancellation: try await transaction.query("SELECT pg_sleep(0.02)")
    case .kill:
      let backend = try await transaction.query("SELECT pg_backend_pid()").int4(0, 0) ?? 0
      try await killer.query("SELECT pg_terminate_backend($1, 5000)", [.int4(backend)])
    }
  }

  @Test("a pool of a role stays under it: after errors, timeouts, cancellations, and on what replaces a killed connection")
  func poolPerRole() async throws {
    try await withRoles { database in
      let killer = try await database.connect()
      try await withThrowingTaskGroup(of: Int.self) { group in
        for role in Self.roles {
          var configuration = database.configuration()
          configuration.role = role
          configuration.statementTimeout = .milliseconds(200)
          let pool = PostgresPool(configuration, size: 1)
          group.addTask { try await Self.wrongAnswers(of: role, pool, killer) }
        }
        for try await wrong in group { #expect(wrong == 0) }
      }
      await killer.close()
    }
  }

  private static func wrongAnswers(of role: String, _ pool: PostgresPool, _ killer: PostgresConnection) async throws -> Int {
    var wrong = 0
    for number in 0..<200 {
      switch number % 40 {
      case 5: _ = try? await pool.query("SELEC 1", prepare: false)
      case 15: _ = try? await pool.query("SELECT pg_sleep(5)")
      case 25:
        let work = Task { try await pool.query("SELECT pg_sleep(0.05)") }
        work.cancel()
        _ = try? await work.value
      case 35:
        guard let backend = try? await pool.query("SELECT pg_backend_pid()").int4(0, 0) else { continue }
        try await killer.query("SELECT pg_terminate_backend($1, 5000)", [.int4(backend)])
      default: break
      }
      // After a kill the first question may find the connection gone.
      guard let rows = try? await pool.query("SELECT current_user::text") else { continue }
      if rows.text(0, 0) != role { wrong += 1 }
    }
    let last = try await pool.query("SELECT current_user::text").text(0, 0)
    await pool.close()
    return last == role ? wrong : wrong + 1
  }

  @Test("a transaction whose rollback fails closes the connection; the next request gets another, under the session's role")
  func failedRollback() async throws {
    try await withRoles { database in
      let pool = PostgresPool(database.configuration(), size: 1)
      let killer = try await database.connect()
      let connection = try await pool.connection()
      let before = try await connection.query("SELECT pg_backend_pid()").int4(0, 0)
      await #expect(throws: PostgresError.self) {
        try await connection.transaction { transaction in
          try await transaction.execute("SET LOCAL ROLE leak_0")
          try await Self.befall(.kill, transaction, killer)
          try await transaction.query("SELECT 1")
        }
      }
      #expect(!connection.isOpen)
      let rows = try await pool.query("SELECT pg_backend_pid(), current_user::text")
      #expect(rows.int4(0, 0) != before)
      #expect(rows.text(0, 1) == "postgres")
      await pool.close()
      await killer.close()
    }
  }
}
