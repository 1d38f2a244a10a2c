/// An open transaction on a connection that nobody else uses meanwhile. Child tasks may use it at the same time.
package struct PostgresTransaction: Sendable {
  let connection: PostgresConnection
  let lease: Lease

  @discardableResult
  package func query(
    _ sql: String, _ parameters: [PostgresValue] = [], prepare: Bool = true
  ) async throws -> PostgresRows {
    try await connection.query(sql, parameters, prepare: prepare, lease: lease)
  }

  package func execute(_ script: String) async throws {
    guard !script.utf8.contains(0) else { throw PostgresError.nulCharacter }
    try await connection.perform(.script(script), lease: lease)
  }

  @discardableResult
  package func copyIn(_ sql: String, _ body: (CopyWriter) async throws -> Void) async throws -> Int {
    try await connection.copyIn(sql, lease: lease, body)
  }

  package func copyOut(_ sql: String, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
    try await connection.copyOut(sql, lease: lease, body)
  }

  /// Runs `body`; when it throws, only what it did is undone and the transaction goes on.
  @discardableResult
  package func savepoint<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await query("SAVEPOINT hub")
    do {
      let result = try await body()
      try await query("RELEASE hub")
      return result
    } catch {
      try await connection.query("ROLLBACK TO hub", [], prepare: true, lease: lease, isShielded: true)
      try await connection.query("RELEASE hub", [], prepare: true, lease: lease, isShielded: true)
      throw error
    }
  }
}

extension PostgresConnection {
  /// Commits when `body` returns, rolls back when it throws; other callers wait meanwhile. A failed rollback closes
  /// the connection. `attempts` above 1 runs `body` again after a deadlock or a serialization conflict.
  /// When the connection is lost while committing the error's state is 08007: the outcome is not known.
  @discardableResult
  package func transaction<Result>(
    attempts: Int = 1, _ body: (PostgresTransaction) async throws -> Result
  ) async throws -> Result {
    for attempt in 1..<max(1, attempts) {
      do {
        return try await transactOnce(body)
      } catch let error as PostgresError where error.isSerializationConflict {
        try await Task.sleep(for: .milliseconds(Int.random(in: 1...(5 << min(attempt, 6)))))
      }
    }
    return try await transactOnce(body)
  }

  private func transactOnce<Result>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
    try await withLease(begin: "BEGIN") { lease in
      do {
        let result = try await body(PostgresTransaction(connection: self, lease: lease))
        try Task.checkCancellation()
        try await commit(lease)
        return result
      } catch {
        await rollBack(lease)
        throw error
      }
    }
  }

  private func commit(_ lease: Lease) async throws {
    do {
      let answer = try await query("COMMIT", [], prepare: true, lease: lease, isShielded: true)
      if answer.commandTag == "ROLLBACK" { throw PostgresError.rolledBack }
    } catch let error as PostgresError where error.sqlState.hasPrefix("08") || error.sqlState.hasPrefix("57P") {
      throw PostgresError.commitUnknown
    }
  }

  private func rollBack(_ lease: Lease) async {
    do {
      try await query("ROLLBACK", [], prepare: true, lease: lease, isShielded: true)
    } catch {
      _ = mailbox.post(.breakOff)
    }
  }

  /// Exclusive use of the connection until `body` ends.
  func withLease<Result>(begin: String?, _ body: (Lease) async throws -> Result) async throws -> Result {
    let lease = Lease()
    defer { _ = mailbox.post(.release(lease)) }
    try await perform(.lease(lease, begin: begin), lease: nil)
    return try await Lease.$held.withValue(Lease.held + [lease]) { try await body(lease) }
  }
}
