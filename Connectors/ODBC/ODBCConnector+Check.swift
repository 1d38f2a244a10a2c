package import HubConnectorKit
import HubModel
import HubODBC

extension ODBCConnector {
  package func check() async throws -> SourceState {
    let source = SourceSession(request, configuration)
    defer { source.close() }
    let server = try await source.step { try await $0.server() }
    let question = SourceShape.question(configuration)
    let shape = try SourceShape(try await source.step { try await $0.describe(question) }, configuration)
    var notes: [String] = []
    if !configuration.dialect.isTested { notes.append("The dialect \(configuration.dialect.rawValue) is not tested.") }
    notes += configuration.security.notes(configuration.dialect)
    notes += try await snapshotNotes(source)
    if let cursor = shape.cursor { notes += try await cursorNotes(source, shape, cursor) }
    return SourceState(server: server, notes: notes)
  }

  private func snapshotNotes(_ source: SourceSession) async throws -> [String] {
    guard configuration.dialect == .sqlserver else { return [] }
    let state = try await source.step { try await $0.answer(SQLDialect.snapshotState) }
    guard (state.first?.first ?? nil) != "1" else { return [] }
    return ["The database does not allow SNAPSHOT isolation: a read sees what is changed while it runs."]
  }

  private func cursorNotes(_ source: SourceSession, _ shape: SourceShape, _ cursor: Int) async throws -> [String] {
    var notes: [String] = []
    let name = shape.selected[cursor].name
    if let table = configuration.tableName {
      let statistics = TableStatistics(try await source.step { try await $0.statistics(of: table) })
      if !statistics.leads(name) {
        notes.append("No index of the table begins with the cursor \(name): each read sorts the table.")
      }
      if let rows = statistics.rows { notes.append("The table has about \(rows) rows.") }
    }
    guard shape.selected[cursor].isNullable else { return notes }
    let (sql, parameters) = shape.count(shape.isNull(cursor, true))
    let found = try await source.step { try await $0.answer(sql, parameters) }
    let count = found.first?.first.flatMap { $0 } ?? "0"
    if count != "0" {
      notes.append("\(count) rows have no value in the cursor \(name): only a first read and a reconciliation bring them.")
    }
    return notes
  }
}

extension ODBCConfiguration {
  /// The table as the catalogue's functions name it; nil for a query.
  var tableName: ODBCTableName? {
    guard case .table(let parts) = origin, let table = parts.last else { return nil }
    let outer = parts.count > 1 ? parts[parts.count - 2] : nil
    // What MariaDB calls a database is a catalogue to its driver.
    if dialect == .mariadb { return ODBCTableName(catalogue: outer ?? database, table: table) }
    return ODBCTableName(catalogue: parts.count > 2 ? parts[0] : nil, schema: outer, table: table)
  }
}

/// What `SQLStatistics` tells of a table.
struct TableStatistics {
  private let firstColumns: Set<String>
  /// As the source estimates.
  let rows: Int64?

  init(_ answer: [[String?]]) {
    var first: Set<String> = []
    var most: Int64?
    for row in answer where row.count >= 11 {
      if row[7] == "1", let name = row[8] { first.insert(name) }
      // Of a unique index as many as rows.
      if row[6] == "0" || row[3] == "0", let count = row[10].flatMap({ Int64($0) }) { most = max(most ?? 0, count) }
    }
    firstColumns = first
    rows = most
  }

  func leads(_ column: String) -> Bool { firstColumns.contains(column) }
}
