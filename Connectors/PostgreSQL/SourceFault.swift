import HubModel
import HubPostgres

/// What a department's server answered, in the words of a connector. Its message may quote data and is never read.
enum SourceFault {
  static func error(_ fault: PostgresError) -> HubError {
    if fault.isUntrusted {
      return HubError(
        "tls-failed", "The database's certificate was not accepted, or it offers no TLS.",
        remedy: "Name its authority in `tls: {authorities: …}`, and the host as its certificate does.")
    }
    if fault.isHostUnknown { return transient("host-unknown", "The database's host name is not known.") }
    if fault.isConnectTimeout { return transient("timed-out", "The database did not answer within the time limit.") }
    // What a foreign server names may be anything: of its word a well-formed SQLSTATE is repeated.
    let isSound = fault.sqlState.utf8.count == 5 && fault.sqlState.utf8.allSatisfy(isLetterOrDigit)
    if isSound, let error = byState(fault.sqlState) { return error }
    let isTransient = fault.kind == .transient
    return HubError(
      isTransient ? "source-unavailable" : "source-refused",
      "The database refused\(isSound ? " (\(fault.sqlState))" : "").",
      persistence: isTransient ? .transient : .terminal)
  }

  private static func byState(_ state: String) -> HubError? {
    switch state {
    case "28000", "28P01":
      HubError("login-denied", "The database refused the login (\(state)).", remedy: "Check user and password of the secret.")
    case "3D000": HubError("database-missing", "There is no database of that name.", remedy: "Check `database`.")
    case "42501":
      HubError(
        "right-missing", "The login lacks a right on what is read.",
        remedy: "Ask for GRANT USAGE on the schema and GRANT SELECT on the table.")
    case "42P01", "3F000": HubError("table-missing", "There is no such table or schema.", remedy: "Check `table` or `query`.")
    case "42703": HubError("missing-column", "The database knows no column of one of the names asked for.")
    case "22021", "22P05":
      HubError(
        "undecodable-text", "A text of the source cannot be converted to UTF-8.",
        remedy: "The database's encoding is not what it holds: the department must mend the row or the encoding.")
    case "57014":
      transient("statement-timeout", "A statement passed its time limit.", "Raise `statement_timeout`, or read at night.")
    case "42710": transient("slot-busy", "The replication slot was made by another reader meanwhile.")
    case "55006": transient("slot-busy", "The replication slot is in use by another reader.")
    case "08001": transient("connection-refused", "The database could not be reached.")
    case let state where state.hasPrefix("08") || state.hasPrefix("57P"):
      transient("connection-lost", "The connection to the database was lost (\(state)).")
    case let state where state.hasPrefix("40"): transient("snapshot-lost", "The server ended the read's snapshot (\(state)).")
    default: nil
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
  }

  private static func transient(_ code: HubError.Code, _ message: String, _ remedy: String? = nil) -> HubError {
    HubError(code, message, remedy: remedy, persistence: .transient)
  }
}
