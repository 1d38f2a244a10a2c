/// How a session is opened and how it behaves.
package struct ODBCOptions: Sendable {
  /// Connection keywords that are not secret, in the order in which the driver gets them: `DRIVER` or `DSN` first.
  package var keywords: [(name: String, value: String)]
  /// Statements that make the session what it must be (read-only, time zone), each executed once after signing in,
  /// and committed.
  package var statements: [String]
  /// Statements of the transaction that everything is then read in, for databases that know no read-only session.
  package var transaction: [String]
  /// Seconds.
  package var loginTimeout: Int
  /// Seconds that a query may keep silent before it is stopped.
  package var queryTimeout: Int

  package init(
    keywords: [(name: String, value: String)], statements: [String] = [], transaction: [String] = [], loginTimeout: Int = 10,
    queryTimeout: Int = 300
  ) {
    self.keywords = keywords
    self.statements = statements
    self.transaction = transaction
    self.loginTimeout = loginTimeout
    self.queryTimeout = queryTimeout
  }

  /// True for a name that can stand before the `=` of a connection string.
  package static func isKeyword(_ name: String) -> Bool { ConnectionText.isName(name) }
}

/// A question to the database.
package struct ODBCQuery: Sendable {
  /// In what form the driver gives text.
  package enum Text: Sendable {
    /// Bytes of the charset that the connection has.
    case bytes
    /// UTF-16, little-endian as this machine is.
    case wide
  }

  package var sql: String
  /// Texts for the `?` of `sql`, in order.
  package var parameters: [String]
  package var text: Text
  /// Bytes of one value beyond which it is not read on.
  package var fieldLimit: Int

  package init(_ sql: String, _ parameters: [String] = [], text: Text = .bytes, fieldLimit: Int = 1 << 20) {
    self.sql = sql
    self.parameters = parameters
    self.text = text
    self.fieldLimit = fieldLimit
  }
}
