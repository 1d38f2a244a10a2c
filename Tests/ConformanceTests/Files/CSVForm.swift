import Foundation
import HubConnectorKit
import HubTesting

/// Delimited text.
struct CSVForm: FileForm {
  let suffix = "csv"
  let encodings = TextEncoding.allCases

  func settings(_ encoding: TextEncoding) -> [String: SourceSettings.Value] {
    ["dialect": .group(SourceSettings(["encoding": .text(encoding.rawValue), "header": .text("by_name")]))]
  }

  func write(_ rows: [[String?]], bad: Int?, _ encoding: TextEncoding, to path: String) throws {
    var lines = rows.map(Self.line)
    if let bad { lines.insert(Self.badLine, at: bad) }
    let text = Self.header + lines.joined()
    let bytes = encoding == .utf8 ? Data(text.utf8) : try EncodedText.bytes(text, encoding.rawValue)
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  func writeLarge(_ megabytes: Int, to path: String) throws {
    let line = Self.line(ConformanceRows.person(1, name: String(repeating: "x", count: 32_768), changed: "1"))
    try LargeFile.write(to: path, head: Self.header, piece: String(repeating: line, count: 32), times: megabytes, foot: "")
  }

  private static let header = ConformanceRows.columns.joined(separator: ",") + "\n"

  private static let badLine = "\"k99999\",\"\(ConformanceRows.marker)\",\"1\",\"one field too many\"\n"

  /// Quoted, so that an empty text is something else than no value.
  private static func line(_ row: [String?]) -> String {
    row.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" } ?? "" }.joined(separator: ",") + "\n"
  }
}
