import FilesConnector
import Foundation
import HubConnectorKit
import HubTesting

/// A folder of this machine in which a department's files lie, and how the connector reaches it.
struct CSVPlace: Sendable {
  /// Where tests write.
  let folder: String
  /// The same folder as the connector names it, with `/` at its end.
  let address: String
  var secret: [String: String]?
  var settings: [String: SourceSettings.Value] = [:]

  /// A connector on a file, or a pattern of names, of this place.
  func connector(
    _ name: String, load: SourceLoad = .fullSnapshot, encoding: String = "UTF-8", secret other: [String: String]? = nil
  ) throws -> FilesConnector {
    var settings = settings
    settings["url"] = .text(address + name)
    settings["dialect"] = .group(SourceSettings(["encoding": .text(encoding), "header": .text("by_name")]))
    settings["ready_when"] = .group(SourceSettings(["stable_for": .count(0)]))
    return try FilesConnector(SourceRequest(settings, load: load, secret: other ?? secret))
  }

  func write(_ rows: [[String?]], to name: String, encoding: String = "UTF-8") throws {
    let text = Self.text(rows)
    let bytes = encoding == "UTF-8" ? Data(text.utf8) : try EncodedText.bytes(text, encoding)
    try bytes.write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  func append(_ text: String, to name: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/" + name))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
  }

  func freshName() -> String { "people-\(UInt64.random(in: .min ... .max)).csv" }

  static let header = ConformanceRows.columns.joined(separator: ",") + "\n"

  static func text(_ rows: [[String?]]) -> String { header + rows.map(line).joined() }

  /// Quoted, so that an empty text is something else than no value.
  static func line(_ row: [String?]) -> String {
    row.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" } ?? "" }.joined(separator: ",") + "\n"
  }
}
