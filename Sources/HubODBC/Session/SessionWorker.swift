import CODBC
import HubModel

/// What a session's thread works with: its connection, one statement at a time. Never leaves that thread.
final class SessionWorker {
  private let cancelPoint: CancelPoint
  private let options: ODBCOptions
  private var connection: ODBCConnection?

  init(_ options: ODBCOptions, _ cancelPoint: CancelPoint) {
    self.options = options
    self.cancelPoint = cancelPoint
  }

  func connect(_ text: ConnectionText) throws(HubError) {
    let made = try ODBCConnection(ODBCEnvironment())
    try made.connect(text, timeout: options.loginTimeout)
    connection = made
    for sql in options.statements {
      try execute(sql)
      try made.commit()
    }
    for sql in options.transaction { try execute(sql) }
  }

  private func execute(_ sql: String) throws(HubError) {
    try statement { statement throws(HubError) in
      try statement.execute(ODBCQuery(sql), timeout: self.options.queryTimeout)
    }
  }

  /// Product and version, as the driver tells them.
  func server() throws(HubError) -> [String] {
    let connection = try connected()
    return [connection.info(HUB_ODBC_PRODUCT), connection.info(HUB_ODBC_VERSION)]
  }

  func describe(_ query: ODBCQuery) throws(HubError) -> [ODBCColumn] {
    try statement { statement throws(HubError) in
      try statement.execute(query, timeout: self.options.queryTimeout)
      return try statement.columns()
    }
  }

  /// Hands over the rows of `request`, block by block.
  func read(_ request: ODBCRequest, into handOver: BlockHandOver<Bool>) throws(HubError) -> Bool {
    try statement { statement throws(HubError) in
      let query = try self.begin(request, statement)
      let columns = try statement.columns()
      guard !columns.isEmpty else { return true }
      let reader = try statement.reader(columns, query)
      while let block = try reader.next() {
        guard block.rows == 0 || handOver.put(block) else { return false }
      }
      return true
    }
  }

  private func begin(_ request: ODBCRequest, _ statement: ODBCStatement) throws(HubError) -> ODBCQuery {
    switch request {
    case .query(let query):
      try statement.execute(query, timeout: options.queryTimeout)
      return query
    case .tables(let catalogue): try statement.tables(catalogue: catalogue)
    case .columns(let table): try statement.columns(of: table)
    case .statistics(let table): try statement.statistics(of: table)
    }
    return ODBCQuery("", text: .wide)
  }

  /// A failure ends the transaction: some databases refuse everything else in it.
  private func statement<R>(_ body: (ODBCStatement) throws(HubError) -> R) throws(HubError) -> R {
    let connection = try connected()
    do {
      return try body(ODBCStatement(connection, cancelPoint))
    } catch {
      connection.rollback()
      throw error
    }
  }

  private func connected() throws(HubError) -> ODBCConnection {
    guard let connection else { throw HubError("connection-lost", "The session is closed.", persistence: .transient) }
    return connection
  }
}

/// What a session reads rows of.
enum ODBCRequest: Sendable {
  case query(ODBCQuery)
  case tables(catalogue: String?)
  case columns(ODBCTableName)
  case statistics(ODBCTableName)
}
