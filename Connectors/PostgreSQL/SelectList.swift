import HubPostgres

/// The columns of a read as text: those asked for, in their order, and behind them what a position needs beside.
struct SelectList: Sendable {
  /// By exact name, each once.
  private(set) var names: [String]

  init(_ columns: [String]) { names = columns }

  /// Where the column stands in the rows; added where nobody asked for it.
  mutating func place(of name: String) -> Int {
    if let place = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return place }
    names.append(name)
    return names.count - 1
  }

  /// At least one expression: a row without columns is still a row.
  var sql: String { names.isEmpty ? "NULL::text" : names.map { "\(Self.column($0))::text" }.joined(separator: ", ") }

  static func column(_ name: String) -> String { "source.\(quotedIdentifier(name))" }
}
