import HubTesting

/// Statements that fill a table of the suite's columns. The words are those that MariaDB and PostgreSQL share.
enum SQLRows {
  static func freshTable() -> String { "people_\(UInt64.random(in: .min ... .max))" }

  /// - Parameter literal: how the database writes a text.
  static func insert(_ rows: [[String?]], into table: String, literal: (String) -> String = SQLRows.literal) -> String {
    guard !rows.isEmpty else { return "" }
    let values = rows.map { row in "(" + row.map { $0.map(literal) ?? "NULL" }.joined(separator: ", ") + ")" }
    let columns = ConformanceRows.columns.joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns)) VALUES\n\(values.joined(separator: ",\n"));\n"
  }

  static func delete(_ keys: [String], from table: String) -> String {
    "DELETE FROM \(table) WHERE id IN (\(keys.map(literal).joined(separator: ", ")));\n"
  }

  /// Standard SQL: nothing but the quote is special.
  static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
