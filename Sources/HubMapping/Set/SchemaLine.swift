import HubModel
import HubYAML

/// The first line of every file names its JSON Schema, so that an editor checks and completes while the steward types.
struct SchemaLine {
  let file: MappingFile
  let schema: String

  var expected: String {
    let depth = file.path.utf8.count { $0 == UInt8(ascii: "/") }
    return "# yaml-language-server: $schema=" + String(repeating: "../", count: depth) + schema
  }

  func check(_ reader: YAMLReader) {
    let first = file.text.prefix { $0 != "\n" && $0 != "\r\n" }
    guard first != expected else { return }
    let node = YAMLNode(kind: .scalar("", quoted: true), line: 1, column: 1)
    reader.report(node, "schema-line", zh: "第一行应为：\(expected)", en: "the first line should be: \(expected)", severity: .warning)
  }
}
