import HubModel
import HubPostgres

/// One connection within one transaction that only reads: everything it gives is of one instant.
///
/// Unnamed statements and settings of the transaction alone, so that a pooler may stand between.
struct SourceSession: Sendable {
  let connection: PostgresConnection
  let statementTimeout: Int

  /// - Parameter snapshot: the name of an exported one.
  func begin(snapshot: String? = nil) async throws {
    try await query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    if let snapshot { try await query("SET TRANSACTION SNAPSHOT \(quotedLiteral(snapshot))") }
    try await query(SessionSettings.statement(timeout: statementTimeout))
  }

  func end() async throws { try await query("COMMIT") }

  @discardableResult
  func query(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> PostgresRows {
    try await asSource { try await connection.query(sql, parameters, prepare: false) }
  }

  func close() async { await connection.close() }
}

/// What makes the text of a value the same in every session, whatever the server's or the login's own settings are.
enum SessionSettings {
  static func pairs(timeout: Int) -> [(String, String)] {
    forms + [("statement_timeout", "\(timeout)s"), ("idle_in_transaction_session_timeout", "0")]
  }

  /// The forms of values.
  static let forms = [
    ("TimeZone", "Asia/Shanghai"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"), ("extra_float_digits", "3"),
    ("bytea_output", "hex"), ("xmloption", "content"),
    // A scan would otherwise begin where another one is, and rows come in another order.
    ("synchronize_seqscans", "off"),
  ]

  /// For the transaction alone.
  static func statement(timeout: Int) -> String {
    let calls = pairs(timeout: timeout).map { "set_config(\(quotedLiteral($0.0)), \(quotedLiteral($0.1)), true)" }
    return "SELECT " + calls.joined(separator: ", ")
  }
}
