package import HubConnectorKit
import HubModel
import HubPostgres

extension PostgreSQLConnector {
  package func check() async throws -> SourceState {
    let session = try await access.session()
    do {
      let state = try await self.state(in: session)
      await session.close()
      return state
    } catch {
      await session.close()
      throw error
    }
  }

  private func state(in session: SourceSession) async throws -> SourceState {
    let shape = try await SourceShape.read(configuration.relation, in: session)
    var list = SelectList(configuration.columns)
    if case .cursor(let increment) = configuration.method, let cursor = increment.cursor { _ = list.place(of: cursor) }
    try shape.check(list.names)
    // Fails here, not in the night, where a right is missing.
    try await session.query("SELECT \(list.sql) FROM \(configuration.relation.sql) LIMIT 0")
    let server = try await session.query("SELECT split_part(version(), ' on ', 1), current_setting('server_encoding')")
    var notes = lineNotes
    if server.text(0, 1) == "SQL_ASCII" {
      notes.append("The database has no encoding (SQL_ASCII): a text that is not UTF-8 ends the read.")
    }
    notes += try await indexNotes(in: session)
    notes += try await streamNotes(in: session)
    return SourceState(server: server.text(0, 0) ?? "PostgreSQL", notes: notes)
  }

  private var lineNotes: [String] {
    guard !configuration.host.hasPrefix("/") else { return [] }
    return switch configuration.tls {
    case .disable: ["The line is not encrypted: password and rows can be read on the way."]
    case .require: ["The server's certificate is not checked: another server could answer in its place."]
    case .verifyAuthority: ["The name in the server's certificate is not checked."]
    case .verifyFull: []
    }
  }

  private func streamNotes(in session: SourceSession) async throws -> [String] {
    guard case .stream(let names) = configuration.method, let table = configuration.relation.table else { return [] }
    let ground = StreamGround(names: names, table: table, keyColumns: configuration.keyColumns)
    try await ground.check(in: session)
    let state = try await SlotState.read(names.slot, in: session)
    if state == .foreign { throw SlotState.foreignError(names.slot) }
    if state == .missing || state == .lost {
      try await ground.checkBound(in: session)
      try await ground.checkRoom(in: session)
    }
    return try await ground.notes(in: session)
  }

  /// An increment without an index reads the whole table each time.
  private func indexNotes(in session: SourceSession) async throws -> [String] {
    guard case .cursor(let increment) = configuration.method, let cursor = increment.cursor,
      let table = configuration.relation.table
    else { return [] }
    let rows = try await session.query(
      """
      SELECT EXISTS (
        SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND a.attname = $3) OR c.relkind NOT IN ('r', 'm', 'p')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2
      """, [.text(table.schema), .text(table.name), .text(cursor)])
    guard rows.count == 1, rows.bool(0, 0) == false else { return [] }
    return ["No index of \(table.sql) begins with \(cursor): each read goes through the whole table."]
  }
}
