/// Where the database is and how long it may take. Without a URI or a server libpq reads the usual PG* variables.
package struct PostgresConfiguration: Sendable {
  /// A database named word by word; goes before the URI.
  package var server: PostgresServer?
  /// libpq URI or `key=value` string. Never printed: it may hold a password.
  package var uri: String?
  /// Role taken with SET ROLE after logging in.
  package var role: String?
  package var applicationName: String
  package var connectTimeout: Duration
  /// The client's own limit per query, counted from the call. When a query at the head of the line passes it, the
  /// server is taken for dead: the connection closes and everything waiting on it fails as transient. Nil: no limit.
  package var queryTimeout: Duration?
  /// The server's limit per statement (error 57014, the connection stays usable). Keep it below `queryTimeout`.
  package var statementTimeout: Duration?
  /// The server's limit for a wait on a lock (error 55P03).
  package var lockTimeout: Duration?
  /// The server's limit for a transaction in which nothing happens (error 25P03, the connection is lost).
  package var idleInTransactionTimeout: Duration?
  /// Schemas in which names without one are looked up; nil leaves what the server has. One that others may write to lets them
  /// put a function or an operator before the real one.
  package var searchPath: String?
  /// False behind a pooler in transaction mode: unnamed statements only, and no session settings are sent, so role
  /// and timeouts must stand in the database (`ALTER ROLE … SET …`). LISTEN and session locks do not work there.
  package var preparedStatements: Bool
  /// The oldest version that is talked to, as `server_version_num` counts. The hub's own database needs 15.
  package var oldestVersion: Int32

  package init(
    server: PostgresServer? = nil, uri: String? = nil, role: String? = nil, applicationName: String = "govhub",
    connectTimeout: Duration = .seconds(5), queryTimeout: Duration? = nil, statementTimeout: Duration? = nil,
    lockTimeout: Duration? = nil, preparedStatements: Bool = true, oldestVersion: Int32 = 150_000
  ) {
    self.server = server
    self.uri = uri
    self.role = role
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.queryTimeout = queryTimeout
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.preparedStatements = preparedStatements
    self.oldestVersion = oldestVersion
  }

  /// libpq keywords in the order in which later ones win; `dbname` expands to the URI.
  var keywords: [(String, String)] {
    var words = [
      ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "20000"),
    ]
    if let server { words += server.keywords } else if let uri { words.append(("dbname", uri)) }
    return words + [("application_name", applicationName), ("client_encoding", "UTF8")]
  }

  /// Statements that a new session starts with; empty where there are none.
  var sessionScript: String {
    guard preparedStatements else { return "" }
    var script: [String] = []
    if let statementTimeout { script.append("SET statement_timeout = \(statementTimeout.milliseconds)") }
    if let lockTimeout { script.append("SET lock_timeout = \(lockTimeout.milliseconds)") }
    if let idleInTransactionTimeout {
      script.append("SET idle_in_transaction_session_timeout = \(idleInTransactionTimeout.milliseconds)")
    }
    if let searchPath { script.append("SET search_path = \(searchPath)") }
    if let role { script.append("SET ROLE \(quotedIdentifier(role))") }
    return script.joined(separator: "; ")
  }
}

/// `name` as an SQL identifier, whatever characters it holds.
package func quotedIdentifier(_ name: String) -> String {
  var text = "\""
  for character in name.unicodeScalars {
    if character == "\"" { text.unicodeScalars.append(character) }
    text.unicodeScalars.append(character)
  }
  return text + "\""
}

/// `text` as an SQL literal, whatever `standard_conforming_strings` says.
package func quotedLiteral(_ text: String) -> String {
  var literal = text.utf8.contains(0x5C) ? " E'" : "'"
  for character in text.unicodeScalars {
    if character == "'" || character == "\\" { literal.unicodeScalars.append(character) }
    literal.unicodeScalars.append(character)
  }
  return literal + "'"
}

extension Duration {
  package var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
  var nanoseconds: UInt64 {
    UInt64(max(0, components.seconds)) &* 1_000_000_000 &+ UInt64(max(0, components.attoseconds / 1_000_000_000))
  }
}
