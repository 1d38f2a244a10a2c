import HubModel
import Yams

/// Text → nodes. Reports what Yams would throw, every duplicate key included.
struct YAMLComposer {
  let file: String
  var diagnostics: [Diagnostic] = []
  private var stand = StandIns()

  init(file: String) { self.file = file }

  /// The documents of `text`; those read before a syntax error are kept.
  mutating func compose(_ text: String) -> [YAMLNode] {
    var text = text
    while true {
      do {
        return try read(text)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        guard let changed = stand.distinguish(names, in: text) else {
          report(context.mark.line, context.mark.column, "duplicate-key", "键重复，且无法继续检查", "duplicate key; the rest was not checked")
          return []
        }
        text = changed
      } catch {
        report(syntax: error)
        return []
      }
    }
  }

  private mutating func read(_ text: String) throws -> [YAMLNode] {
    let parser = try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8)
    var found: [Yams.Node] = []
    while let root = try parser.nextRoot() { found.append(root) }
    return found.map { convert($0) }
  }

  private mutating func convert(_ node: Yams.Node) -> YAMLNode {
    let line = node.mark?.line ?? 0
    let column = node.mark?.column ?? 0
    if node.anchor != nil {
      report(line, column, "anchor-not-allowed", "不使用锚点和别名，请把内容写全", "anchors and aliases are not used here; write the value out")
      return YAMLNode(kind: .scalar("", quoted: true), line: line, column: column)
    }
    switch node {
    case .scalar(let scalar):
      let text = stand.restore(scalar.string)
      return YAMLNode(kind: .scalar(text, quoted: scalar.style != .plain), line: line, column: column)
    case .sequence(let sequence):
      return YAMLNode(kind: .sequence(sequence.map { convert($0) }), line: line, column: column)
    case .mapping(let mapping):
      return YAMLNode(kind: .mapping(pairs(of: mapping)), line: line, column: column)
    case .alias:
      return YAMLNode(kind: .scalar("", quoted: true), line: line, column: column)
    }
  }

  private mutating func pairs(of mapping: Yams.Node.Mapping) -> [(key: YAMLNode, value: YAMLNode)] {
    var seen: [String: Int] = [:]
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    for (key, value) in mapping {
      let key = convert(key)
      let value = convert(value)
      guard let name = key.scalar else {
        report(key.line, key.column, "key-not-a-word", "键应为一个词", "a key must be a single word")
        continue
      }
      if let first = seen[name] {
        report(
          key.line, key.column, "duplicate-key", "键“\(name)”重复，首次出现在第 \(first) 行",
          "duplicate key \"\(name)\"; it is first given in line \(first)")
        continue
      }
      seen[name] = key.line
      pairs.append((key, value))
    }
    return pairs
  }

  private mutating func report(_ line: Int, _ column: Int, _ code: String, _ zh: String, _ en: String) {
    diagnostics.append(Diagnostic(file: file, line: line, column: column, code: code, zh: zh, en: en))
  }

  private mutating func report(syntax error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      report(mark.line, mark.column, "yaml-syntax", "YAML 语法错误：\(problem)", "YAML syntax: \(problem)")
    case .reader(let problem, _, _, _):
      report(0, 0, "yaml-syntax", "无法读取：\(problem)", "cannot be read: \(problem)")
    default:
      report(0, 0, "yaml-syntax", "YAML 语法错误", "YAML syntax error")
    }
  }
}
