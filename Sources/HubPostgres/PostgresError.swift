internal import CLibPQ
package import HubModel

/// What went wrong between the hub and PostgreSQL. Holds SQLSTATE, names of the schema and a fixed text of ours; the
/// server's message and detail can carry values of the data and are never read.
package struct PostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The same call may succeed later.
    case transient
    /// Trying again with the same input fails again.
    case terminal
  }

  /// Five characters as in appendix A of the PostgreSQL manual, also for faults found by the client.
  package let sqlState: String
  package let kind: Kind
  package let constraint: String?
  package let table: String?
  package let column: String?
  /// Character of the statement that the server points at, 1-based.
  package let position: Int?
  let text: String

  init(
    _ sqlState: String, _ text: String? = nil, kind: Kind? = nil, constraint: String? = nil, table: String? = nil,
    column: String? = nil, position: Int? = nil
  ) {
    self.sqlState = sqlState
    self.text = text ?? SQLState.meaning(of: sqlState)
    self.kind = kind ?? SQLState.kind(of: sqlState)
    self.constraint = constraint
    self.table = table
    self.column = column
    self.position = position
  }

  /// Reads the fields that name things, none that quotes them.
  init(result: OpaquePointer) {
    func field(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
    self.init(
      field(hub_error_state(result)).map(SQLState.checked) ?? "08006", constraint: field(hub_error_constraint(result)),
      table: field(hub_error_table(result)), column: field(hub_error_column(result)),
      position: field(hub_error_position(result)).flatMap { Int($0) })
  }

  package var description: String {
    var words = "PostgreSQL \(sqlState): \(text)"
    if let table { words += ", table \(table)" }
    if let column { words += ", column \(column)" }
    if let constraint { words += ", constraint \(constraint)" }
    if let position { words += ", at character \(position) of the statement" }
    return words
  }

  /// A statement that ran out of time, by the server's limit or by the client's.
  package var isTimeout: Bool { sqlState == "57014" || self == .timedOut }
  /// Another transaction was in the way: running the same transaction again is right.
  package var isSerializationConflict: Bool { sqlState == "40001" || sqlState == "40P01" }
  package var isUniqueViolation: Bool { sqlState == "23505" }
  /// The server's name is unknown to the resolver.
  package var isHostUnknown: Bool { self == .hostUnknown }
  /// TLS failed for a reason that stays: certificate, name, or no TLS at all.
  package var isUntrusted: Bool { self == .untrusted }
  /// No connection stood within the time allowed for it.
  package var isConnectTimeout: Bool { self == .connectTimedOut }
  /// The role in force lacks a right.
  package var isRefusedRight: Bool { sqlState == "42501" }

  /// The same fault in the hub's own words.
  package var hubError: HubError {
    let isAway = kind == .transient
    return HubError(
      isAway ? "database-unavailable" : "database-refused", description,
      remedy: isAway ? "Try again; if it stays, see whether PostgreSQL is running." : nil,
      persistence: isAway ? .transient : .terminal)
  }
}

extension PostgresError {
  static let lost = PostgresError("08006", "the connection to the server was lost")
  static let closed = PostgresError("08003", "the connection is closed")
  static let timedOut = PostgresError("08006", "the server did not answer within the time limit")
  static let connectTimedOut = PostgresError("08001", "the server could not be reached within the time limit")
  static let unreachable = PostgresError("08001", "the server could not be reached")
  static let badAddress = PostgresError("08001", "the database's address cannot be read", kind: .terminal)
  static let hostUnknown = PostgresError("08001", "the server's name is not known")
  static let untrusted = PostgresError(
    "08001", "the server's certificate was not accepted, or it offers no TLS", kind: .terminal)
  static let malformedMessage = PostgresError("08P01", "a message of the server cannot be read", kind: .terminal)
  static func tooOld(_ oldest: Int32) -> PostgresError {
    PostgresError("0A000", "the server is older than PostgreSQL \(oldest / 10_000)", kind: .terminal)
  }
  static let nulCharacter = PostgresError("22021", "a text holds a NUL character, which PostgreSQL cannot store")
  static let decimalMalformed = PostgresError("22P02", "a number is not a canonical decimal")
  static let tooManyParameters = PostgresError("54023", "more than 65535 parameters")
  static let commitUnknown = PostgresError("08007", "the connection was lost while committing; the outcome is unknown")
  static let rolledBack = PostgresError("25P02", "a statement of the transaction had failed, so it was rolled back")
  static let ownConnectionInTransaction = PostgresError(
    "25001", "the connection was used inside its own transaction; use the transaction that the closure is given")
  static let leaseOver = PostgresError("25P01", "the transaction or copy is over")
  static let copyOutOfPlace = PostgresError("0A000", "COPY was sent as a query; use copyIn or copyOut", kind: .terminal)
  static let notCopy = PostgresError("42809", "the statement is not the COPY that was expected")
  /// Both names as SQL writes them.
  static func noMember(login: String, of role: String) -> PostgresError {
    PostgresError(
      "42501", "the login \(login) is no member of the role \(role), which this needs; remedy: GRANT \(role) TO \(login)")
  }
  /// Only members of the hub's roles may connect to its database.
  static func mayNotConnect(as role: String?) -> PostgresError {
    let remedy = role.map { "; remedy: GRANT \(quotedIdentifier($0)) to it" } ?? ""
    return PostgresError("42501", "the login may not connect to this database" + remedy)
  }
  static let transactionLeftOpen = PostgresError(
    "25001", "the script left a transaction open, which was rolled back; use transaction")
}
