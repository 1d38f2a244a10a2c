import Glibc
import HubPostgres
import HubTesting
import Testing

/// A task group that nobody awaits is not needed: every limit here is the driver's own.
@Suite struct LimitTests {
  @Test("FF-03 slow queries of many tasks end with 57014 and the connection stays usable")
  func statementTimeout() async throws {
    try await TestCluster.withDatabase { database in
      var configuration = database.configuration()
      configuration.statementTimeout = .milliseconds(50)
      let connection = try await PostgresConnection.connect(configuration)
      let states = await withTaskGroup(of: String.self) { group in
        for _ in 0..<20 {
          group.addTask {
            do {
              try await connection.query("SELECT pg_sleep(5)")
              return "none"
            } catch { return (error as? PostgresError)?.sqlState ?? "other" }
          }
        }
        return await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(states == ["57014"])
      #expect(try await connection.query("SELECT 1").count == 1)
    }
  }

  @Test(
    "FF-03 a server that does not answer: everything waiting fails within the limit, a new connection too", .timeLimit(.minutes(2)))
  func frozenServer() async throws {
    let cluster = try await ThrowawayCluster.start().cluster
    var configuration = PostgresConfiguration(uri: cluster.uri(), connectTimeout: .seconds(5))
    configuration.queryTimeout = .seconds(5)
    let connection = try await PostgresConnection.connect(configuration)
    let backend = try #require(try await connection.query("SELECT pg_backend_pid()").int4(0, 0))
    let server = try #require(cluster.processID)
    kill(backend, SIGSTOP)
    kill(server, SIGSTOP)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<10 {
        group.addTask {
          let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
          #expect(error?.kind == .transient && error?.isTimeout == true)
        }
      }
    }
    let refused = await #expect(throws: PostgresError.self) { try await PostgresConnection.connect(configuration) }
    #expect(refused?.sqlState == "08001" && refused?.kind == .transient)
    #expect(!connection.isOpen)
    kill(backend, SIGCONT)
    kill(server, SIGCONT)
    configuration.connectTimeout = .seconds(60)
    configuration.queryTimeout = .seconds(60)
    try await PostgresConnection.connect(configuration).query("SELECT 1")
  }

  @Test("a query waiting behind a long transaction fails at its limit, the transaction goes on")
  func waiting() async throws {
    try await TestCluster.withDatabase { database in
      var configuration = database.configuration()
      configuration.queryTimeout = .seconds(3)
      let connection = try await PostgresConnection.connect(configuration)
      let (started, signal) = AsyncStream.makeStream(of: Void.self)
      let (ended, end) = AsyncStream.makeStream(of: Void.self)
      async let transaction: Void = connection.transaction { transaction in
        try await transaction.query("SELECT 1")
        signal.yield()
        _ = await ended.first { true }
        try await transaction.query("SELECT 1")
      }
      _ = await started.first { true }
      let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
      #expect(error?.isTimeout == true)
      end.yield()
      try await transaction
      try await connection.query("SELECT 1")
    }
  }

  @Test("cancelling a task among others drops its answer only; alone it stops the query at the server", .timeLimit(.minutes(2)))
  func cancellation() async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect(), gate = try await database.connect()
      try await gate.query("SELECT pg_advisory_lock(1)")
      let slow = Task { try await connection.query("SELECT pg_advisory_lock(1), 1") }
      try await gate.untilWaiting()
      let behind = Task { try await connection.query("SELECT 2") }
      behind.cancel()
      await #expect(throws: CancellationError.self) { try await behind.value }
      try await gate.query("SELECT pg_advisory_unlock(1)")
      #expect(try await slow.value.int4(0, 1) == 1)
      try await connection.query("SELECT pg_advisory_unlock(1)")
      try await gate.query("SELECT pg_advisory_lock(1)")
      let alone = Task { try await connection.query("SELECT pg_advisory_lock(1)") }
      try await gate.untilWaiting()
      alone.cancel()
      await #expect(throws: CancellationError.self) { try await alone.value }
      #expect(try await connection.query("SELECT 3").int4(0, 0) == 3)
    }
  }

  @Test("an address that leads nowhere, a wrong database and an unreadable URI: told apart, and none shows the password")
  func addresses() async throws {
    func failure(_ uri: String) async -> PostgresError? {
      await #expect(throws: PostgresError.self) {
        try await PostgresConnection.connect(PostgresConfiguration(uri: uri, connectTimeout: .seconds(60)))
      }
    }
    let nowhere = await failure("postgresql://u:geheim@/d?host=/nowhere")
    #expect(nowhere?.sqlState == "08001" && nowhere?.kind == .transient)
    let unreadable = await failure("postgresql://u:geheim@[broken")
    #expect(unreadable?.kind == .terminal && unreadable.map { !"\($0)".contains("geheim") } == true)
    let cluster = try await TestCluster.cluster()
    #expect(await failure(cluster.uri(database: "no such database"))?.sqlState == "3D000")
    #expect(await failure(cluster.uri(role: "nobody here"))?.kind == .terminal)
  }
}

extension PostgresConnection {
  /// Returns when another session of this database waits for a lock.
  fileprivate func untilWaiting() async throws {
    let waiting = """
      SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory')
      """
    while try await query(waiting).bool(0, 0) != true { try await Task.sleep(for: .milliseconds(10)) }
  }
}
