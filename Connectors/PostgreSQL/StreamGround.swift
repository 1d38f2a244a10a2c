import HubModel
import HubPostgres

/// What logical replication needs at the server, looked at before it begins: each lack is told with what mends it.
struct StreamGround {
  let names: StreamNames
  let table: QualifiedName
  let keyColumns: [String]

  /// - Throws: `wal-level`, `replication-right-missing`, `publication-missing`, `replica-identity-missing`.
  func check(in session: SourceSession) async throws {
    let rows = try await session.query(Self.serverQuery)
    guard rows.text(0, 0) == "logical" else {
      throw HubError(
        "wal-level", "The server writes no log of changes (wal_level is not logical).",
        remedy: "DBA: ALTER SYSTEM SET wal_level = 'logical', then restart the server.")
    }
    guard rows.bool(0, 1) == true else {
      throw HubError(
        "replication-right-missing", "The login may not replicate.", remedy: "DBA: ALTER ROLE <the login> REPLICATION.")
    }
    try await checkPublication(in: session)
    try await checkIdentity(in: session)
  }

  /// How many more slots and streams the server takes are enough for a read that makes a slot.
  /// - Throws: `slots-exhausted`.
  func checkRoom(in session: SourceSession) async throws {
    let rows = try await session.query(Self.roomQuery)
    guard rows.bool(0, 0) == true else {
      throw HubError(
        "slots-exhausted", "The server has no free replication slot or sender.",
        remedy: "DBA: raise max_replication_slots and max_wal_senders, or drop a slot that nobody reads.")
    }
  }

  /// What a stopped reader does to the source's disk.
  func notes(in session: SourceSession) async throws -> [String] {
    let rows = try await session.query("SELECT current_setting('max_slot_wal_keep_size', true)")
    guard rows.text(0, 0) ?? "-1" == "-1" else { return [] }
    return [
      "max_slot_wal_keep_size is not set: while nobody reads, the slot keeps the log and can fill the source's disk. "
        + "DBA: ALTER SYSTEM SET max_slot_wal_keep_size = '20GB'."
    ]
  }

  private func checkPublication(in session: SourceSession) async throws {
    let rows = try await session.query(
      Self.publicationQuery, [.text(names.publication), .text(table.schema), .text(table.name)])
    let publication = quotedIdentifier(names.publication)
    guard rows.count == 1 else {
      throw HubError(
        "publication-missing", "There is no publication \(names.publication).",
        remedy: "DBA: CREATE PUBLICATION \(publication) FOR TABLE \(table.sql).")
    }
    guard rows.bool(0, 0) == true else {
      throw HubError(
        "publication-missing", "The publication \(names.publication) does not contain the table.",
        remedy: "DBA: ALTER PUBLICATION \(publication) ADD TABLE \(table.sql).")
    }
    guard rows.bool(0, 1) == true else {
      throw HubError(
        "publication-missing", "The publication \(names.publication) leaves changes out.",
        remedy: "DBA: ALTER PUBLICATION \(publication) SET (publish = 'insert, update, delete, truncate').")
    }
  }

  /// Deletes and changes of the key come with the identity's columns alone.
  private func checkIdentity(in session: SourceSession) async throws {
    let rows = try await session.query(Self.identityQuery, [.text(table.schema), .text(table.name)])
    let identity = Set((rows.count == 1 ? rows.textArray(0, 0) ?? [] : []).map { Array($0.utf8) })
    let missing = keyColumns.filter { !identity.contains(Array($0.utf8)) }
    guard missing.isEmpty else {
      throw HubError(
        "replica-identity-missing",
        "The table's replica identity lacks the row key's columns \(missing.joined(separator: ", ")).",
        remedy: "DBA: ALTER TABLE \(table.sql) REPLICA IDENTITY USING INDEX <unique index of the key>, or FULL.")
    }
  }

  // MARK: Statements

  private static let serverQuery = """
    SELECT current_setting('wal_level'), r.rolreplication OR r.rolsuper
    FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
    """

  private static let roomQuery = """
    SELECT (SELECT count(*) FROM pg_catalog.pg_replication_slots) < current_setting('max_replication_slots')::int8
      AND (SELECT count(*) FROM pg_catalog.pg_stat_replication) < current_setting('max_wal_senders')::int8
    """

  private static let publicationQuery = """
    SELECT EXISTS (
        SELECT FROM pg_catalog.pg_publication_tables t
        WHERE t.pubname = p.pubname AND t.schemaname = $2 AND t.tablename = $3),
      p.pubinsert AND p.pubupdate AND p.pubdelete AND (to_jsonb(p) ->> 'pubtruncate') IS DISTINCT FROM 'false'
    FROM pg_catalog.pg_publication p WHERE p.pubname = $1
    """

  private static let identityQuery = """
    SELECT ARRAY(
      SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (c.relreplident = 'f' OR EXISTS (
        SELECT FROM pg_catalog.pg_index i
        WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey)
          AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END)))
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2
    """
}
