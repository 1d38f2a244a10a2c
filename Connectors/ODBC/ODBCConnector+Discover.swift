package import HubConnectorKit
import HubModel
import HubODBC

extension ODBCConnector {
  private static let systemPlaces: Set<String> = [
    "information_schema", "performance_schema", "mysql", "sys", "pg_catalog", "INFORMATION_SCHEMA",
  ]

  package func discover() async throws -> [SourceTable] {
    let source = SourceSession(request, configuration)
    defer { source.close() }
    let place = configuration.dialect == .mariadb ? configuration.database : nil
    let answer = try await source.step { try await $0.tables(catalogue: place) }
    let names = answer.compactMap { tableName($0) }.sorted { shownName($0).utf8.lexicographicallyPrecedes(shownName($1).utf8) }
    var tables: [SourceTable] = []
    for name in names {
      let columns = try await source.step { try await $0.columns(of: name) }
      tables.append(SourceTable(name: shownName(name), columns: self.columns(columns, of: name)))
    }
    return tables
  }

  /// Of a row of `SQLTables`: catalogue, schema, name, kind.
  private func tableName(_ row: [String?]) -> ODBCTableName? {
    guard row.count >= 3, let table = row[2] else { return nil }
    let catalogue = row[0].flatMap { $0.isEmpty ? nil : $0 }
    let schema = row[1].flatMap { $0.isEmpty ? nil : $0 }
    let isMariaDB = configuration.dialect == .mariadb
    guard let place = isMariaDB ? catalogue : schema else { return ODBCTableName(table: table) }
    guard !Self.systemPlaces.contains(place) else { return nil }
    return isMariaDB ? ODBCTableName(catalogue: place, table: table) : ODBCTableName(schema: place, table: table)
  }

  private func shownName(_ name: ODBCTableName) -> String {
    (name.catalogue ?? name.schema).map { "\($0).\(name.table)" } ?? name.table
  }

  /// Of rows of `SQLColumns`: the table's own, in their order. The question takes `_` and `%` of a name for patterns.
  private func columns(_ rows: [[String?]], of name: ODBCTableName) -> [SourceTable.Column] {
    rows.compactMap { row in
      guard row.count >= 6, row[2] == name.table, name.schema == nil || row[1] == name.schema, let column = row[3] else {
        return nil
      }
      return SourceTable.Column(name: column, type: row[5] ?? "")
    }
  }
}
