import HubModel

extension ODBCSession {
  /// Reads a query's rows to the end, block by block; the session waits while `body` is behind, so memory is bounded.
  /// - Throws: `HubError`; what `body` throws ends the query and is thrown on; so does cancellation.
  package func read(_ query: ODBCQuery, _ body: (ODBCBlock) async throws -> Void) async throws {
    try await read(.query(query), body)
  }

  /// The columns that a query's result would have.
  package func describe(_ sql: String, _ parameters: [String] = []) async throws -> [ODBCColumn] {
    try await ask { worker, _ throws(HubError) -> [ODBCColumn] in try worker.describe(ODBCQuery(sql, parameters)) }
  }

  /// The server's product and version.
  package func server() async throws -> String {
    let parts = try await ask { worker, _ throws(HubError) -> [String] in try worker.server() }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A small answer, whole.
  package func answer(_ sql: String, _ parameters: [String] = []) async throws -> [[String?]] {
    try await rows(.query(ODBCQuery(sql, parameters, text: .wide)))
  }

  /// Rows of `SQLTables`, of tables and views.
  package func tables(catalogue: String?) async throws -> [[String?]] { try await rows(.tables(catalogue: catalogue)) }
  /// Rows of `SQLColumns`; names with `_` or `%` may bring those of other tables too.
  package func columns(of table: ODBCTableName) async throws -> [[String?]] { try await rows(.columns(table)) }
  /// Rows of `SQLStatistics`.
  package func statistics(of table: ODBCTableName) async throws -> [[String?]] { try await rows(.statistics(table)) }

  private func rows(_ request: ODBCRequest) async throws -> [[String?]] {
    var rows: [[String?]] = []
    try await read(request) { block in
      for row in 0..<block.rows {
        rows.append(block.columns.indices.map { block.wideText(row: row, column: $0) })
      }
    }
    return rows
  }

  private func read(_ request: ODBCRequest, _ body: (ODBCBlock) async throws -> Void) async throws {
    let isWhole = try await ask({ worker, handOver throws(HubError) -> Bool in try worker.read(request, into: handOver) }, body)
    guard isWhole else { throw Self.closed }
  }

  /// Has the session's thread do `work`, and `body` take what it hands over.
  func ask<Outcome: Sendable>(
    within seconds: Int? = nil,
    _ work: @escaping @Sendable (SessionWorker, BlockHandOver<Outcome>) throws(HubError) -> Outcome,
    _ body: (ODBCBlock) async throws -> Void = { _ in }
  ) async throws -> Outcome {
    let handOver = BlockHandOver<Outcome>()
    let name = ObjectIdentifier(handOver)
    let isOpen = jobs.push { worker in
      guard handOver.isWanted else { return }
      StalledWork.shared.begin(name)
      handOver.end(Result { () throws(HubError) in try work(worker, handOver) })
      StalledWork.shared.end(name)
    }
    guard isOpen else { throw Self.closed }
    let cancelPoint = self.cancelPoint
    let patience = seconds ?? options.queryTimeout
    defer {
      handOver.giveUp(Self.closed)
      StalledWork.shared.abandon(name)
    }
    return try await withTaskCancellationHandler {
      while true {
        let event = await handOver.next(within: patience) { cancelPoint.cancel() }
        try Task.checkCancellation()
        switch event {
        case .block(let block): try await body(block)
        case .ended(let result): return try result.get()
        }
      }
    } onCancel: {
      handOver.giveUp(Self.closed)
      cancelPoint.cancel()
    }
  }
}

extension ODBCBlock {
  /// The text of a cell of a wide query.
  func wideText(row: Int, column: Int) -> String? {
    let cell = cell(row: row, column: column)
    guard !cell.isNull else { return nil }
    guard columns[column].kind == .text else { return String(decoding: bytes[cell.range], as: UTF8.self) }
    let units = stride(from: cell.start, to: cell.start + cell.length - 1, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }
}
