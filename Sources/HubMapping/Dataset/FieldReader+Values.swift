import HubModel
import HubStandards
import HubYAML

extension FieldReader {
  /// The `do:` list; a reader word has to come last and to fit the field's type, where that is known.
  func transforms(_ node: YAMLNode?, _ type: ValueType?) -> [Transform] {
    let items = reader.list(node) ?? []
    var found: [Transform] = []
    for (index, item) in items.enumerated() {
      guard let transform = transform(item) else { continue }
      if transform.isReader, index != items.count - 1 {
        reader.report(
          item, "reader-not-last", zh: "“\(transform.word.rawValue)”须放在最后", en: "\"\(transform.word.rawValue)\" has to come last")
      }
      if transform.isReader, let types = Self.types[transform.word], let type, !types.contains(type) {
        reader.report(
          item, "reader-type", zh: "“\(transform.word.rawValue)”不适用于此数据项的类型",
          en: "\"\(transform.word.rawValue)\" does not fit the attribute's type")
      }
      if transform.word == .pad, type == .identityNumber || type == .enterpriseCode {
        reader.report(item, "number-repaired", zh: "证件号码不得补零", en: "a number of identity is never padded")
      }
      found.append(transform)
    }
    return found
  }

  private static let types: [Transform.Word: [ValueType]] = [
    .date: [.date], .time: [.instant], .unit: [.amount], .capital: [.amount], .capitalCurrency: [.code],
  ]

  private func transform(_ node: YAMLNode) -> Transform? {
    guard let text = reader.string(node) else { return nil }
    let words = Transform.Word.allCases.map(\.rawValue)
    do throws(Transform.Fault) {
      let transform = try Transform(text)
      if Transform.argument(of: transform.word) == .pattern, !isPattern(transform) {
        reader.report(
          node, "bad-pattern", zh: "没有此格式，可用：\(patterns(transform.word).joined(separator: "、"))",
          en: "no such pattern; known: \(patterns(transform.word).joined(separator: ", "))",
          nearest: nearestWord(to: transform.argument, in: patterns(transform.word)))
      }
      return transform
    } catch {
      switch error {
      case .unknown(let word):
        reader.report(
          node, "unknown-transform", zh: "没有转换“\(word)”，可用：\(words.joined(separator: "、"))",
          en: "no transform \"\(word)\"; known: \(words.joined(separator: ", "))", nearest: nearestWord(to: word, in: words))
      case .argumentMissing(let word):
        reader.report(node, "argument-missing", zh: "“\(word.rawValue)”后缺少参数", en: "\"\(word.rawValue)\" needs an argument")
      case .argumentUnwanted(let word):
        reader.report(node, "argument-unwanted", zh: "“\(word.rawValue)”不带参数", en: "\"\(word.rawValue)\" takes no argument")
      case .argumentWrong(let word):
        reader.report(
          node, "argument-wrong", zh: "“\(word.rawValue)”的参数不合规", en: "the argument of \"\(word.rawValue)\" is not one it takes")
      }
      return nil
    }
  }

  private func isPattern(_ transform: Transform) -> Bool {
    if transform.word == .time { return InstantPattern(rawValue: transform.argument) != nil }
    return DatePattern(pattern: transform.argument) != nil
  }

  private func patterns(_ word: Transform.Word) -> [String] {
    word == .time ? InstantPattern.allCases.map(\.rawValue) : DatePattern.allCases.map(\.rawValue)
  }

  /// `type` nil: not known, and then no more is asked than that there is such a list.
  func checkCodes(_ codes: String?, _ map: [String: YAMLNode], _ attribute: Attribute?, _ type: ValueType?, _ node: YAMLNode) {
    guard type != nil else {
      let lists = context.codes.values.map(\.name).sorted()
      guard let codes, !lists.contains(codes) else { return }
      reader.report(
        map["codes"], "unknown-code-list", zh: "代码表“\(codes)”不存在", en: "there is no code list \"\(codes)\"",
        nearest: nearestWord(to: codes, in: lists))
      return
    }
    guard let attribute else {
      if map["codes"] != nil { reader.report(map["codes"], "not-a-code", zh: "此字段不用代码表", en: "this field takes no code list") }
      return
    }
    if attribute.type != .code, map["codes"] != nil || map["unmapped"] != nil {
      reader.report(map["codes"] ?? node, "not-a-code", zh: "此数据项不是代码", en: "this attribute is not a code")
    }
    guard attribute.type == .code else { return }
    // A kind and a currency are words of the hub's own already.
    if map["kind_of"] != nil || endsInReader(map["do"]) { return }
    guard let codes else {
      if map["codes"] == nil {
        reader.report(node, "missing-key", zh: "代码类数据项须写 codes 与 unmapped", en: "a code needs codes and unmapped")
      }
      return
    }
    if map["unmapped"] == nil { reader.report(node, "missing-key", zh: "缺少键“unmapped”", en: "the key \"unmapped\" is missing") }
    let fitting = context.codes.values.filter { $0.name == attribute.codes || $0.target == attribute.codes }.map(\.name)
    if !fitting.contains(codes) {
      reader.report(
        map["codes"], "unknown-code-list", zh: "代码表“\(codes)”不存在，或不通向 \(attribute.codes ?? "")",
        en: "there is no code list \"\(codes)\" that leads to \(attribute.codes ?? "")",
        nearest: nearestWord(to: codes, in: fitting))
    }
  }

  private func endsInReader(_ node: YAMLNode?) -> Bool {
    guard case .sequence(let items) = node?.kind, let last = items.last?.scalar else { return false }
    return (try? Transform(last))?.isReader ?? false
  }

  /// `now`, `now+10m` or a date.
  func limit(_ node: YAMLNode?) -> FieldRule.Limit? {
    guard let node, let text = node.scalar else { return nil }
    if text == "now" { return .now(plus: 0) }
    if text.hasPrefix("now+"), let seconds = PlainScalar.seconds(String(text.dropFirst(4))) { return .now(plus: seconds) }
    if text.first?.isNumber == true, let date = reader.date(node) { return .date(date) }
    reader.report(node, "bad-limit", zh: "应为 now、now+10m 或日期", en: "expected now, now+10m or a date")
    return nil
  }

  /// `"12,2"`: at most twelve digits, two of them after the point.
  func digits(_ node: YAMLNode?, _ type: ValueType?) -> FieldRule.Digits? {
    guard let node, let text = reader.string(node) else { return nil }
    let parts = text.split(separator: ",").map { Int($0) }
    if parts.count == 2, let total = parts[0], let fraction = parts[1], total > 0, fraction >= 0, fraction <= total,
      type == .amount || type == nil
    {
      return FieldRule.Digits(total: total, fraction: fraction)
    }
    reader.report(node, "bad-digits", zh: "应写在金额上，例如 digits: \"12,2\"", en: "for amounts only, for example digits: \"12,2\"")
    return nil
  }
}
