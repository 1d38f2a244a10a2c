import HubModel
import HubYAML

/// The words that a file of the set may use.
struct PolicyWords {
  let entities: [String: AttributeIndex]
  let codes: [String: Set<String>]
  var purposes: Set<String> = []
  var masks: [String: Mask] = [:]
  /// By name.
  var queries: [String: AggregateQuery] = [:]
  /// By role, by the name of its file: what it says it inherits.
  var parents: [String: [String]] = [:]
  var roles: Set<String> = []
  var clients: Set<String> = []
  var requests: Set<String> = []

  init(model: Model, codes: [String: Set<String>]) {
    entities = AttributeIndex.all(of: model)
    self.codes = codes
  }

  /// The published queries over an entity, sorted.
  func queries(of entity: String) -> [String] { queries.values.filter { $0.entity == entity }.map(\.name).sorted() }

  /// True where `role` is `other`, or inherits it over however many roles.
  func leads(from role: String, to other: String) -> Bool {
    var seen: Set<String> = []
    var open = [role]
    while let next = open.popLast() {
      if next == other { return true }
      if seen.insert(next).inserted { open += parents[next] ?? [] }
    }
    return false
  }
}

/// What every file of the set has in common: names, lists of known words, wildcards.
protocol PolicyFileReader {
  var reader: YAMLReader { get }
}

extension PolicyFileReader {
  /// A word that must be among `known`; `code` is `unknown-<what>`.
  func known(_ node: YAMLNode?, in known: some Collection<String>, _ code: String, zh: String, en: String) -> String? {
    guard let node, let word = node.scalar, !node.isNull else { return reader.string(node) }
    if known.contains(word) { return word }
    if word == "*" {
      reader.report(node, "wildcard", zh: "不允许使用通配符，请逐一列出", en: "wildcards are not allowed: list each one")
    } else {
      reader.report(
        node, code, zh: "\(zh)“\(word)”不存在", en: "there is no \(en) \"\(word)\"", nearest: nearestWord(to: word, in: known.sorted())
      )
    }
    return nil
  }

  /// A list of distinct words, at least one.
  func knownList(_ node: YAMLNode?, in known: some Collection<String>, _ code: String, zh: String, en: String) -> [String]? {
    guard let node else { return nil }
    if node.scalar == "*" { return self.known(node, in: known, code, zh: zh, en: en).map { [$0] } }
    guard let items = reader.list(node) else { return nil }
    if items.isEmpty { reader.report(node, "empty-list", zh: "列表不能为空", en: "the list must not be empty") }
    var words: [String] = []
    for item in items {
      guard let word = self.known(item, in: known, code, zh: zh, en: en) else { continue }
      if words.contains(word) {
        reader.report(item, "duplicate-word", zh: "“\(word)”重复", en: "\"\(word)\" is listed twice", severity: .warning)
      } else {
        words.append(word)
      }
    }
    return words
  }

  /// Lower-case letters, digits and hyphens, and the same word as the file's name.
  func fileName(_ node: YAMLNode?) -> String? {
    guard let node, let name = identifier(node) else { return nil }
    let file = reader.file.split(separator: "/").last?.dropLast(".yaml".count) ?? ""
    guard name != file else { return name }
    reader.report(
      node, "name-differs-from-file", zh: "名称应与文件名“\(file)”一致", en: "the name must be that of the file, \"\(file)\"",
      nearest: String(file))
    return name
  }

  func identifier(_ node: YAMLNode?) -> String? {
    guard let node, let name = reader.string(node) else { return nil }
    let allowed = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    guard allowed, name.utf8.first != 0x2D, !name.isEmpty, name.utf8.count <= 64 else {
      reader.report(
        node, "name-malformed", zh: "名称只用小写字母、数字和连字符，最长 64 个字符",
        en: "a name has lower-case letters, digits and hyphens only, at most 64 characters")
      return nil
    }
    return name
  }

  func day(_ node: YAMLNode?) -> CivilDay? { reader.date(node).flatMap { CivilDay($0) } }

  /// Text with something in it.
  func text(_ node: YAMLNode?) -> String? {
    guard let node, let text = reader.string(node) else { return nil }
    if text.allSatisfy(\.isWhitespace) {
      reader.report(node, "empty-text", zh: "此处不能为空", en: "this must not be empty")
      return nil
    }
    return text
  }
}
