import HubModel
import HubYAML

extension RuleReader {
  private static let operators = RowCondition.Operator.allCases.map(\.rawValue)

  /// `when:` — a list of `attribute operator value, value`; all must hold.
  func conditions(_ node: YAMLNode?, _ target: RuleTarget) -> [RowCondition] {
    guard let node, let items = reader.list(node) else { return [] }
    if items.isEmpty { reader.report(node, "empty-list", zh: "列表不能为空", en: "the list must not be empty") }
    return items.compactMap { condition($0, target) }
  }

  private func condition(_ node: YAMLNode, _ target: RuleTarget) -> RowCondition? {
    guard let text = reader.string(node) else { return nil }
    var words = ConditionWords(text, at: node)
    guard let name = words.next() else {
      reader.report(node, "empty-text", zh: "此处不能为空", en: "this must not be empty")
      return nil
    }
    let own = target.index.names.filter { !target.index.isRelated($0) }
    let attribute = known(
      name, in: own, "unknown-attribute", zh: "\(target.index.entity.name) 的数据项", en: "attribute of \(target.index.entity.name)")
    let comparison = comparison(&words, node)
    guard let attribute = attribute.flatMap({ target.index.entity.attribute($0) }), let comparison else { return nil }
    guard !attribute.level.isSealed else {
      reader.report(
        name, "condition-on-sealed-attribute", zh: "“\(attribute.name)”为 \(attribute.level.rawValue) 级，条件只能用 1–2 级数据项",
        en: "\"\(attribute.name)\" is of level \(attribute.level.rawValue); conditions use levels 1 and 2 only")
      return nil
    }
    let values = values(words.rest(), comparison, attribute, node)
    return values.map { RowCondition(attribute: attribute.name, type: attribute.type, comparison: comparison, values: $0) }
  }

  private func comparison(_ words: inout ConditionWords, _ node: YAMLNode) -> RowCondition.Operator? {
    guard let first = words.next(), var word = first.scalar else {
      reader.report(
        node, "operator-missing", zh: "缺少运算符，可用：\(RuleReader.operators.joined(separator: "、"))",
        en: "the operator is missing; one of: \(RuleReader.operators.joined(separator: ", "))")
      return nil
    }
    if word == "not", let second = words.next() { word += " " + (second.scalar ?? "") }
    if let comparison = RowCondition.Operator(rawValue: word) { return comparison }
    reader.report(
      first, "unknown-operator", zh: "没有运算符“\(word)”，可用：\(RuleReader.operators.joined(separator: "、"))",
      en: "there is no operator \"\(word)\"; one of: \(RuleReader.operators.joined(separator: ", "))",
      nearest: word == "==" ? "=" : nearestWord(to: word, in: RuleReader.operators))
    return nil
  }

  private func values(_ nodes: [YAMLNode], _ comparison: RowCondition.Operator, _ attribute: Attribute, _ node: YAMLNode)
    -> [String]?
  {
    let wanted =
      switch comparison {
      case .present, .absent: 0...0
      case .isIn, .isNotIn: 1...1000
      default: 1...1
      }
    guard wanted.contains(nodes.count) else {
      reader.report(
        node, "value-count", zh: "“\(comparison.rawValue)”的值的个数不对", en: "\"\(comparison.rawValue)\" has the wrong number of values")
      return nil
    }
    guard comparison.fits(attribute.type) else {
      reader.report(
        node, "operator-does-not-fit", zh: "“\(comparison.rawValue)”不适用于“\(attribute.name)”的类型 \(attribute.type.rawValue)",
        en: "\"\(comparison.rawValue)\" does not go with \"\(attribute.name)\", which is \(attribute.type.rawValue)")
      return nil
    }
    let checked = nodes.map { check($0, attribute) }
    return checked.contains(nil) ? nil : checked.compactMap(\.self)
  }

  private func check(_ node: YAMLNode, _ attribute: Attribute) -> String? {
    let value = node.scalar ?? ""
    if attribute.type == .date { return reader.date(node) }
    if attribute.type == .amount, !RowValue.isWellFormed(value, .amount) {
      reader.report(node, "not-a-number", zh: "此处应为金额，例如 1000000", en: "expected an amount such as 1000000")
      return nil
    }
    if attribute.type == .code, let list = attribute.codes.flatMap({ words.codes[$0] }), !list.contains(value) {
      return known(node, in: list, "unknown-code", zh: "代码表中的词", en: "word of the code list")
    }
    guard RowValue.isWellFormed(value, attribute.type) else {
      reader.report(
        node, "value-does-not-fit", zh: "不是类型 \(attribute.type.rawValue) 的规范写法，永远不会相等",
        en: "not how a value of the type \(attribute.type.rawValue) is written: nothing would ever equal it")
      return nil
    }
    return value
  }
}

/// The words of a condition, each with its own place in the file.
struct ConditionWords {
  private var text: Substring
  private let start: YAMLNode
  private let whole: String

  init(_ text: String, at node: YAMLNode) {
    whole = text
    self.text = text[...]
    var node = node
    if case .scalar(_, quoted: true) = node.kind { node.column += 1 }
    start = node
  }

  mutating func next() -> YAMLNode? {
    text = text.drop { $0 == " " }
    guard !text.isEmpty else { return nil }
    let word = text.prefix { $0 != " " }
    text = text.dropFirst(word.count)
    return node(word)
  }

  /// What is left, split at commas.
  func rest() -> [YAMLNode] {
    text.split(separator: ",").compactMap { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return part.isEmpty ? nil : node(part)
    }
  }

  private func node(_ word: Substring) -> YAMLNode {
    let offset = whole.unicodeScalars.distance(from: whole.startIndex, to: word.startIndex)
    return YAMLNode(kind: .scalar(String(word), quoted: true), line: start.line, column: start.column + offset)
  }
}
