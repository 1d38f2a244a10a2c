import HubModel
import HubYAML

/// The `fields:` block of a dataset that fills `entity`.
struct FieldReader {
  let reader: YAMLReader
  let context: DatasetContext
  let entity: Entity

  static let keys = [
    "title", "from", "constant", "kind_of", "do", "codes", "unmapped", "required", "refuse", "absent", "unreadable", "not_after",
    "kind", "digits",
  ]
  /// What another file owns, with that file.
  static let owned = [
    "type": "model.yaml", "level": "model.yaml", "category": "model.yaml", "important": "model.yaml",
    "authority": "authority.yaml", "mask": "Policies/masks.yaml",
  ]

  func read(_ node: YAMLNode?) -> [FieldRule] {
    var rules: [FieldRule] = []
    let names = context.fieldNames(of: entity)
    let pairs = reader.pairs(node) ?? []
    for (key, name, value) in pairs {
      guard names.contains(name) else {
        reader.report(
          key, "unknown-attribute", zh: "实体 \(entity.name) 没有数据项“\(name)”",
          en: "entity \(entity.name) has no attribute \"\(name)\"",
          nearest: nearestWord(to: name, in: names))
        continue
      }
      if let rule = rule(name, value) { rules.append(rule) }
    }
    if node != nil, !pairs.contains(where: { $0.name == entity.identity }) {
      reader.report(
        node, "identity-missing", zh: "缺少标识字段“\(entity.identity)”", en: "the identity field \"\(entity.identity)\" is missing")
    }
    checkReferences(rules, node)
    return rules
  }

  private func rule(_ name: String, _ node: YAMLNode) -> FieldRule? {
    guard let map = reader.mapping(node, keys: Self.keys + Self.owned.keys, required: ["title"]) else { return nil }
    for (word, owner) in Self.owned where map[word] != nil {
      reader.report(map[word], "owned-elsewhere", zh: "“\(word)”只在 \(owner) 中写", en: "\"\(word)\" is written in \(owner) only")
    }
    let attribute = name == FieldRule.observedAt ? nil : context.attribute(name, of: entity)
    let codes = reader.string(map["codes"])
    checkCodes(codes, map, attribute, node)
    let input = input(map, node)
    guard let title = reader.string(map["title"]), let input else { return nil }
    return FieldRule(
      name: name, title: title, input: input, transforms: transforms(map["do"], attribute),
      codes: codes, unmapped: word(map["unmapped"]) ?? .quarantine, required: reader.bool(map["required"]) ?? false,
      refuse: (reader.list(map["refuse"]) ?? []).compactMap { word($0) }, absent: reader.strings(map["absent"]) ?? [],
      unreadable: word(map["unreadable"]) ?? .quarantine, notAfter: limit(map["not_after"]), kindField: reader.string(map["kind"]),
      digits: digits(map["digits"], attribute))
  }

  private func input(_ map: [String: YAMLNode], _ node: YAMLNode) -> FieldRule.Input? {
    let given = ["from", "constant", "kind_of"].filter { map[$0] != nil }
    guard given.count == 1, let text = reader.string(map[given[0]]) else {
      if given.count != 1 {
        reader.report(
          node, "one-input", zh: "from、constant、kind_of 须有且只有一个", en: "exactly one of from, constant and kind_of is needed")
      }
      return nil
    }
    switch given[0] {
    case "from": return .column(text)
    case "constant": return .constant(text)
    default: return .kindOf(text)
    }
  }

  private func word<W: RawRepresentable<String> & CaseIterable>(_ node: YAMLNode?) -> W? {
    reader.oneOf(node, W.allCases.map(\.rawValue)).flatMap(W.init(rawValue:))
  }

  private func checkReferences(_ rules: [FieldRule], _ node: YAMLNode?) {
    for rule in rules {
      if let kind = rule.kindField { checkReference(rule, "kind", kind, rules, .code, node) }
      if case .kindOf(let number) = rule.input { checkReference(rule, "kind_of", number, rules, .identityNumber, node) }
    }
  }

  private func checkReference(
    _ rule: FieldRule, _ word: String, _ name: String, _ rules: [FieldRule], _ type: ValueType, _ node: YAMLNode?
  ) {
    let type = context.attribute(name, of: entity)?.type == type
    guard !type || !rules.contains(where: { $0.name == name }) else { return }
    reader.report(
      node?[rule.name]?[word], "unknown-field", zh: "“\(name)”不是此处可用的字段", en: "\"\(name)\" is not a field that fits here",
      nearest: nearestWord(to: name, in: rules.map(\.name)))
  }
}
