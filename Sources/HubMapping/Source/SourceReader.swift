import HubConnectorKit
import HubModel
import HubYAML

/// The `source:` block: which connector, what its own options say, how the source is loaded.
struct SourceReader {
  let reader: YAMLReader
  let connectors: [ConnectorKind]

  /// The words of every source; the others are the connector's own.
  static let keys = ["connector", "connection", "retry", "load"]

  struct Result {
    var configuration: SourceConfiguration
    var key: [[String]]
    var gates: Gates
    var cursorNode: YAMLNode?
  }

  func read(_ node: YAMLNode?) -> Result? {
    guard let node, let kind = kind(node) else { return nil }
    let own = kind.options.map(\.name)
    let required = ["connector", "load"] + kind.options.filter(\.isRequired).map(\.name)
    guard let map = reader.mapping(node, keys: Self.keys + own, required: required) else { return nil }
    let settings = OptionReader(reader: reader).settings(kind.options, map)
    let connection = connection(map["connection"], kind)
    let retry = retry(map["retry"])
    guard let load = LoadReader(reader: reader, loads: kind.loads).read(map["load"]) else { return nil }
    let configuration = SourceConfiguration(
      connector: kind.name, connection: connection, settings: settings, load: load.load, reconcileEvery: load.reconcileEvery,
      retry: retry, columns: [], keyColumns: [])
    return Result(configuration: configuration, key: load.key, gates: load.gates, cursorNode: load.cursorNode)
  }

  /// The connector's name decides which other words there are: without it nothing else can be read.
  private func kind(_ node: YAMLNode) -> ConnectorKind? {
    guard reader.pairs(node) != nil else { return nil }
    guard let named = node["connector"] else {
      reader.report(node, "missing-key", zh: "缺少键“connector”", en: "the key \"connector\" is missing")
      return nil
    }
    guard let name = reader.oneOf(named, connectors.map(\.name)) else { return nil }
    return connectors.first { $0.name == name }
  }

  private func connection(_ node: YAMLNode?, _ kind: ConnectorKind) -> String? {
    guard let node, let text = reader.string(node) else { return nil }
    if kind.secretKeys.isEmpty {
      reader.report(
        node, "connection-not-taken", zh: "连接器 \(kind.name) 不需要登录", en: "the connector \(kind.name) takes no sign-in")
    }
    guard SecretReference(text) == nil else { return text }
    reader.report(
      node, "secret-reference-malformed", zh: "此处应为 secret://部门/名称（小写字母、数字、连字符），口令不写在文件里",
      en: "expected secret://department/name (lower-case letters, digits, hyphens); a secret itself never stands in a file")
    return nil
  }

  private func retry(_ node: YAMLNode?) -> RetryBudget {
    var budget = RetryBudget()
    guard let map = reader.mapping(node, keys: ["for", "attempts"]) else { return budget }
    if let seconds = reader.seconds(map["for"]) { budget.span = seconds * 1000 }
    if let attempts = reader.int(map["attempts"], in: 1...100) { budget.attempts = attempts }
    return budget
  }
}
