import HubPostgres
import HubTesting
import Testing

@Suite struct TransactionTests {
  struct Change: Error {}

  private func withTable(_ body: (PostgresConnection, TestDatabase) async throws -> Void) async throws {
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (id int8 PRIMARY KEY, n int8 NOT NULL DEFAULT 0)")
      try await body(connection, database)
    }
  }

  private func count(_ connection: PostgresConnection) async throws -> Int64? {
    try await connection.query("SELECT count(*) FROM t").int8(0, 0)
  }

  @Test("a transaction is stored when its body returns and undone when it throws")
  func commitAndRollBack() async throws {
    try await withTable { connection, _ in
      let answer = try await connection.transaction { transaction in
        try await transaction.query("INSERT INTO t VALUES (1)")
        try await transaction.execute("INSERT INTO t VALUES (2); INSERT INTO t VALUES (3)")
        return try await transaction.query("SELECT count(*) FROM t").int8(0, 0)
      }
      #expect(answer == 3)
      await #expect(throws: Change.self) {
        try await connection.transaction { transaction in
          try await transaction.query("DELETE FROM t")
          throw Change()
        }
      }
      #expect(try await count(connection) == 3)
    }
  }

  @Test("an error that the body swallows does not pass for a commit")
  func swallowedError() async throws {
    try await withTable { connection, _ in
      let error = await #expect(throws: PostgresError.self) {
        try await connection.transaction { transaction in
          try await transaction.query("INSERT INTO t VALUES (1)")
          _ = try? await transaction.query("INSERT INTO t VALUES (1)")
        }
      }
      #expect(error?.sqlState == "25P02")
      let stored = try await count(connection)
      #expect(stored == 0)
    }
  }

  @Test("a savepoint undoes its own part only")
  func savepoint() async throws {
    try await withTable { connection, _ in
      try await connection.transaction { transaction in
        try await transaction.query("INSERT INTO t VALUES (1)")
        await #expect(throws: PostgresError.self) {
          try await transaction.savepoint { try await transaction.query("INSERT INTO t VALUES (1)") }
        }
        try await transaction.query("INSERT INTO t VALUES (2)")
      }
      #expect(try await count(connection) == 2)
    }
  }

  @Test("other tasks wait while a transaction has the connection, and nothing of theirs gets into it")
  func exclusive() async throws {
    try await withTable { connection, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<20 {
          group.addTask {
            if worker % 2 == 0 {
              _ = try await connection.query("INSERT INTO t VALUES ($1)", [.int8(Int64(worker))])
            } else {
              try? await connection.transaction { transaction in
                try await transaction.query("INSERT INTO t VALUES ($1)", [.int8(Int64(worker))])
                try await Task.sleep(for: .milliseconds(2))
                throw Change()
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await count(connection) == 10)
    }
  }

  @Test("child tasks may share a transaction; its own connection may not be used inside it")
  func children() async throws {
    try await withTable { connection, _ in
      try await connection.transaction { transaction in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<50 {
            group.addTask { try await transaction.query("INSERT INTO t VALUES ($1)", [.int8(Int64(number))]) }
          }
          try await group.waitForAll()
        }
        let error = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1") }
        #expect(error?.sqlState == "25001")
      }
      #expect(try await count(connection) == 50)
    }
  }

  @Test("a transaction that escaped its body is refused")
  func escaped() async throws {
    try await withTable { connection, _ in
      let kept = try await connection.transaction { $0 }
      let error = await #expect(throws: PostgresError.self) { try await kept.query("SELECT 1") }
      #expect(error?.sqlState == "25P01")
    }
  }

  @Test("FF-04 two transactions that lock in opposite order both finish when attempts are allowed")
  func deadlock() async throws {
    try await withTable { first, database in
      try await first.execute("INSERT INTO t VALUES (1), (2); ALTER DATABASE \(database.name) SET deadlock_timeout = '50ms'")
      let connections = [try await database.connect(), try await database.connect()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, connection) in connections.enumerated() {
          group.addTask {
            try await connection.transaction(attempts: 10) { transaction in
              let order: [Int64] = index == 0 ? [1, 2] : [2, 1]
              for id in order {
                try await transaction.query("UPDATE t SET n = n + 1 WHERE id = $1", [.int8(id)])
                try await Task.sleep(for: .milliseconds(30))
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let rows = try await first.query("SELECT sum(n) FROM t")
      #expect(rows.double(0, 0) == 4)
    }
  }

  @Test(
    "cancelling the task stops the statement at the server, rolls back and leaves the connection usable", .timeLimit(.minutes(2)))
  func cancellation() async throws {
    try await withTable { connection, _ in
      let task = Task {
        try await connection.transaction { transaction in
          try await transaction.query("INSERT INTO t VALUES (1)")
          try await transaction.query("SELECT pg_sleep(3600)")
        }
      }
      try await Task.sleep(for: .milliseconds(300))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await count(connection) == 0)
    }
  }
}
