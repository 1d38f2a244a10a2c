import HubModel
import HubPostgres

/// What logical replication needs at the server, looked at before it begins: each lack is told with what mends it.
struct StreamGround {
  let names: StreamNames
  let table: QualifiedName
  let keyColumns: [String]

  /// - Throws: `wal-level`, `replication-right-missing`, `publication-missing`, `publication-filtered`, `table-inherited`,
  ///   `replica-identity-missing`.
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
    try await checkTable(in: session)
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

  /// Whether a slot may be made. Older servers than 13 have no bound to set, and only get the note.
  /// - Throws: `slot-unbounded`.
  func checkBound(in session: SourceSession) async throws {
    guard !names.mayKeepAll else { return }
    guard try await session.query(Self.keptQuery).text(0, 0) == "-1" else { return }
    throw HubError(
      "slot-unbounded", "Nothing bounds the log that a slot keeps while nobody reads: it can fill the source's disk.",
      remedy: "DBA: \(Self.boundStatement) Or take the risk: `unlimited_wal: true`.")
  }

  /// What the slot keeps now, and what a stopped reader does to the source's disk.
  func notes(in session: SourceSession) async throws -> [String] {
    var notes: [String] = []
    if let bytes = try await SlotState.retained(names.slot, in: session) {
      notes.append("The slot keeps \(bytes >> 20) MiB of the server's log.")
    }
    let kept = try await session.query(Self.keptQuery)
    if kept.text(0, 0) == nil {
      notes.append("The server cannot bound what a slot keeps: while nobody reads, the log can fill the source's disk.")
    }
    guard kept.text(0, 0) == "-1" else { return notes }
    return notes + [
      "max_slot_wal_keep_size is not set: while nobody reads, the slot keeps the log and can fill the source's disk. "
        + "DBA: \(Self.boundStatement)"
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
    guard rows.bool(0, 1) == false else {
      throw HubError(
        "publication-filtered", "The publication \(names.publication) lets only some rows of the table through.",
        remedy: "DBA: ALTER PUBLICATION \(publication) SET TABLE <its tables, \(table.sql) without WHERE>.")
    }
    guard rows.bool(0, 2) == true else {
      throw HubError(
        "publication-missing", "The publication \(names.publication) leaves changes out.",
        remedy: "DBA: ALTER PUBLICATION \(publication) SET (publish = 'insert, update, delete, truncate').")
    }
  }

  /// Deletes and changes of the key come with the identity's columns alone. Rows of children are in the snapshot, and their
  /// changes are told under the children's own names.
  private func checkTable(in session: SourceSession) async throws {
    let rows = try await session.query(Self.tableQuery, [.text(table.schema), .text(table.name)])
    guard rows.count == 1, rows.bool(0, 1) == false else {
      throw HubError(
        "table-inherited", "Other tables inherit from the table; the log tells their changes as theirs.",
        remedy: "Read each of them as a dataset of its own, or read the table by a cursor column.")
    }
    let identity = Set((rows.textArray(0, 0) ?? []).map { Array($0.utf8) })
    let missing = keyColumns.filter { !identity.contains(Array($0.utf8)) }
    guard missing.isEmpty else {
      throw HubError(
        "replica-identity-missing",
        "The table's replica identity lacks the row key's columns \(missing.joined(separator: ", ")).",
        remedy: "DBA: ALTER TABLE \(table.sql) REPLICA IDENTITY USING INDEX <unique index of the key>, or FULL.")
    }
  }
}
