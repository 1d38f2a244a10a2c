import HubModel
import HubPostgres

/// What the server says about the slot.
enum SlotState: Sendable, Equatable {
  case missing
  /// The log that it needs was thrown away.
  case lost
  /// It belongs to another plugin or database.
  case foreign
  /// `confirmed`: what was committed before that is no longer kept.
  case usable(confirmed: WALPosition)

  static func read(_ name: String, in session: SourceSession) async throws -> SlotState {
    let rows = try await session.query(query, [.text(name)])
    guard rows.count == 1 else { return .missing }
    guard rows.bool(0, 0) == true else { return .foreign }
    guard rows.bool(0, 1) == false, let confirmed = rows.text(0, 2).flatMap({ WALPosition($0) }) else { return .lost }
    return .usable(confirmed: confirmed)
  }

  /// Read as JSON, because older servers do not have all the columns.
  private static let query = """
    SELECT coalesce(s.plugin = 'pgoutput' AND s.database = current_database(), false),
      coalesce(to_jsonb(s) ->> 'wal_status' = 'lost', false) OR to_jsonb(s) ->> 'invalidation_reason' IS NOT NULL,
      s.confirmed_flush_lsn::text
    FROM pg_catalog.pg_replication_slots s WHERE s.slot_name = $1
    """

  /// Bytes of the log that the server keeps for the slot; nil without a slot.
  static func retained(_ name: String, in session: SourceSession) async throws -> Int64? {
    let rows = try await session.query(retainedQuery, [.text(name)])
    return rows.count == 1 ? rows.int8(0, 0).map { max(0, $0) } : nil
  }

  private static let retainedQuery = """
    SELECT pg_wal_lsn_diff(
      CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, s.restart_lsn)::int8
    FROM pg_catalog.pg_replication_slots s WHERE s.slot_name = $1
    """

  static func foreignError(_ name: String) -> HubError {
    HubError(
      "slot-foreign", "The replication slot \(name) belongs to another database or plugin.", remedy: "Choose another `slot`.")
  }

  static func lostError(_ name: String) -> HubError {
    HubError(
      "slot-lost", "The replication slot \(name) no longer has the changes since the checkpoint.",
      remedy: "Reconcile: a full read makes the slot anew.")
  }
}
