import Foundation

/// The rows of the sample's taxpayers that need no quotes, as each kind of source has them.
struct TaxpayerRows: Sendable {
  private let columns: [String]
  private let rows: [[String]]

  init(_ hub: Deployment) throws {
    let lines = try DepartmentFile(SecretSource.dataset, of: hub).lines.map { line in
      String(decoding: line.filter { $0 != 0x0D }, as: UTF8.self)
    }
    let records = lines.filter { !$0.contains("\"") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let columns = records.first ?? []
    self.columns = columns
    rows = records.dropFirst().filter { $0.count == columns.count }
  }

  var text: String { ([columns] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

  var records: [[String: String]] { rows.map { row in Dictionary(zip(columns, row)) { $1 } } }

  func statements(table: String) -> String {
    let names = columns.map { "\"\($0)\" text" }.joined(separator: ", ")
    let values = rows.map { row in "(" + row.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ") + ")" }
    return "CREATE TABLE \(table) (\(names));\nINSERT INTO \(table) VALUES \(values.joined(separator: ",\n"));\n"
  }
}
