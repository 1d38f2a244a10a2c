import HubConnectorKit
import HubModel
import HubYAML

/// The `source:` block: where the file is, how it is written, how it is loaded.
struct SourceReader {
  let reader: YAMLReader

  static let keys = ["connector", "url", "dialect", "load"]
  static let connectors = ["files"]
  static let dialectKeys = ["encoding", "header", "delimiter", "null", "trailing_empty_field"]
  static let loadKeys = ["kind", "key", "withdraw_at_most", "refuse_at_most", "at_least_rows"]
  static let delimiters = [",", ";", "|", "tab"]

  struct Result {
    var configuration: SourceConfiguration
    var key: [[String]]
    var gates: Gates
  }

  func read(_ node: YAMLNode?) -> Result? {
    guard let map = reader.mapping(node, keys: Self.keys, required: Self.keys) else { return nil }
    let connector = reader.oneOf(map["connector"], Self.connectors)
    let url = url(map["url"])
    let dialect = dialect(map["dialect"])
    let load = load(map["load"])
    guard let connector, let url, var configuration = dialect, let (key, gates) = load else { return nil }
    configuration.connector = connector
    configuration.urlTemplate = url
    return Result(configuration: configuration, key: key, gates: gates)
  }

  private func url(_ node: YAMLNode?) -> String? {
    guard let url = reader.string(node) else { return nil }
    if url.hasPrefix("{sources}/") || url.hasPrefix("/") { return url }
    if let scheme = url.firstRange(of: "://"), ["file", "http", "https"].contains(url[..<scheme.lowerBound]) {
      guard !url[scheme.upperBound...].prefix(while: { $0 != "/" }).contains("@") else {
        reader.report(node, "secret-in-url", zh: "地址中不得写入账号或口令", en: "an address must not carry a user or a password")
        return nil
      }
      return url
    }
    reader.report(
      node, "bad-url", zh: "地址应以 {sources}/、/、file://、http:// 或 https:// 开头",
      en: "an address begins with {sources}/, /, file://, http:// or https://")
    return nil
  }

  private func dialect(_ node: YAMLNode?) -> SourceConfiguration? {
    guard let map = reader.mapping(node, keys: Self.dialectKeys, required: ["encoding", "header"]) else { return nil }
    let encoding = reader.oneOf(map["encoding"], TextEncoding.allCases.map(\.rawValue)).flatMap(TextEncoding.init(word:))
    _ = reader.oneOf(map["header"], ["by_name"])
    let delimiter = map["delimiter"] == nil ? "," : reader.oneOf(map["delimiter"], Self.delimiters)
    let marks = reader.strings(map["null"]) ?? []
    let trailing = reader.bool(map["trailing_empty_field"]) ?? false
    guard let encoding, let delimiter else { return nil }
    return SourceConfiguration(
      connector: "", urlTemplate: "", encoding: encoding,
      delimiter: delimiter == "tab" ? UInt8(ascii: "\t") : delimiter.utf8.first!, nullMarks: marks,
      allowsEmptyTrailingField: trailing, columns: [])
  }

  private func load(_ node: YAMLNode?) -> ([[String]], Gates)? {
    guard let map = reader.mapping(node, keys: Self.loadKeys, required: Self.loadKeys) else { return nil }
    _ = reader.oneOf(map["kind"], ["full_snapshot"])
    let key = reader.strings(map["key"])?.map { $0.split(separator: "|").map(String.init) }
    let withdraw = reader.share(map["withdraw_at_most"])
    let refuse = reader.share(map["refuse_at_most"])
    let rows = reader.int(map["at_least_rows"])
    guard let key, let withdraw, let refuse, let rows else { return nil }
    return (key, Gates(withdrawAtMost: withdraw, refuseAtMost: refuse, atLeastRows: rows))
  }
}
