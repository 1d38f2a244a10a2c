import HubModel
import HubPostgres

/// Whose log of changes it is, and how far it goes.
struct ServerLog: Sendable, Equatable {
  var end: WALPosition
  /// A standby may for a moment be behind what it told before it was started anew.
  var isStandby: Bool
  /// What tells this server, its standbys and its copies from all others; nil where the login may not ask.
  var system: String?

  static func read(in session: SourceSession) async throws -> ServerLog {
    let rows = try await session.query(endQuery)
    guard rows.count == 1, let end = rows.text(0, 0).flatMap({ WALPosition($0) }) else {
      throw HubError("stream-malformed", "The server names no place in its log.")
    }
    var log = ServerLog(end: end, isStandby: rows.bool(0, 1) ?? false)
    if rows.bool(0, 2) == true { log.system = try await session.query(systemQuery).text(0, 0) }
    return log
  }

  /// A database that was restored, or another server in its place, has written other changes at the same places.
  /// - Throws: `slot-lost`.
  func check(_ position: StreamPosition) throws(HubError) {
    if let known = position.system, let system, known != system { throw Self.otherError }
    if !isStandby, end < max(position.from, position.within?.bound ?? position.from) { throw Self.otherError }
  }

  private static var otherError: HubError {
    HubError(
      "slot-lost", "The checkpoint is not of this server's log: the database was restored, or another server answers.",
      remedy: "Reconcile: a full read makes the slot anew.")
  }

  private static let endQuery = """
    SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END::text,
      pg_is_in_recovery(),
      coalesce(has_function_privilege(to_regprocedure('pg_catalog.pg_control_system()')::oid, 'EXECUTE'), false)
    """

  private static let systemQuery = "SELECT system_identifier::text FROM pg_catalog.pg_control_system()"
}
