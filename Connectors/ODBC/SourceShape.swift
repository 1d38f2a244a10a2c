import HubConnectorKit
import HubModel
import HubODBC

/// What the source has, beside what the mapping asks for.
struct SourceShape {
  let dialect: SQLDialect
  /// What stands behind FROM.
  let origin: String
  /// Every column name, in the source's order.
  let header: [String]
  /// The columns asked for, in the order asked for, and the cursor where it is not among them.
  let selected: [ODBCColumn]
  /// Indices in `selected`.
  let keys: [Int]
  let cursor: Int?

  /// - Throws: `missing-column`, `cursor-unsuitable`.
  init(_ columns: [ODBCColumn], _ configuration: ODBCConfiguration) throws(HubError) {
    dialect = configuration.dialect
    origin = configuration.origin.sql(configuration.dialect)
    header = columns.map(\.name)
    var wanted = configuration.columns
    if let name = configuration.increment?.cursor, !wanted.contains(where: { isSame($0, name) }) { wanted.append(name) }
    var found: [ODBCColumn] = []
    for name in wanted {
      guard let column = columns.first(where: { isSame($0.name, name) }) else {
        throw Self.missing(wanted, in: columns)
      }
      found.append(column)
    }
    selected = found
    keys = configuration.keys.compactMap { name in wanted.firstIndex { isSame($0, name) } }
    cursor = configuration.increment?.cursor.flatMap { name in wanted.firstIndex { isSame($0, name) } }
    try checkCursor()
  }

  private func checkCursor() throws(HubError) {
    guard let cursor, [.binary, .bit, .float, .time].contains(selected[cursor].kind) else { return }
    throw HubError(
      "cursor-unsuitable", "The column \(selected[cursor].name) cannot be a cursor: it is no timestamp, date, number or text.")
  }

  /// Names are compared as they are, never folded. Those of a database are no data.
  private static func missing(_ wanted: [String], in columns: [ODBCColumn]) -> HubError {
    let lacking = wanted.filter { name in !columns.contains { isSame($0.name, name) } }
    let others = columns.map(\.name).filter { name in !wanted.contains { isSame($0, name) } }
    let list = others.isEmpty ? "no other" : others.prefix(20).joined(separator: ", ") + (others.count > 20 ? ", …" : "")
    return HubError(
      "missing-column",
      "The source lacks the columns \(lacking.joined(separator: ", ")); columns the mapping does not name: \(list).",
      remedy: "If a column was renamed, change its `from:` in the mapping.")
  }

  /// Asks for no row, to learn the columns.
  static func question(_ configuration: ODBCConfiguration) -> String {
    "SELECT * FROM \(configuration.origin.sql(configuration.dialect)) WHERE 1 = 0"
  }
}

/// Byte for byte: Swift's own comparison takes composed and decomposed characters for the same.
private func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
