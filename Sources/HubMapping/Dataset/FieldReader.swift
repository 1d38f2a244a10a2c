import HubModel
import HubYAML

/// The `fields:` block of a dataset that fills `entity`.
struct FieldReader {
  let reader: YAMLReader
  let context: DatasetContext
  /// Nil where the target is at fault: what can be checked without it still is.
  let entity: Entity?

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
    let pairs = reader.pairs(node) ?? []
    for (key, name, value) in pairs where isKnown(name, key) {
      if let rule = rule(name, value) { rules.append(rule) }
    }
    if let entity, node != nil, !pairs.contains(where: { $0.name == entity.identity }) {
      reader.report(
        node, "identity-missing", zh: "缺少标识字段“\(entity.identity)”", en: "the identity field \"\(entity.identity)\" is missing")
    }
    checkReferences(rules, node)
    return rules
  }

  /// Reports a name that the entity does not have.
  private func isKnown(_ name: String, _ key: YAMLNode) -> Bool {
    guard let entity else { return true }
    let names = context.fieldNames(of: entity)
    if names.contains(name) { return true }
    reader.report(
      key, "unknown-attribute", zh: "实体 \(entity.name) 没有数据项“\(name)”",
      en: "entity \(entity.name) has no attribute \"\(name)\"", nearest: nearestWord(to: name, in: names))
    return false
  }

  private func attribute(_ name: String) -> Attribute? {
    guard let entity, name != FieldRule.observedAt else { return nil }
    return context.attribute(name, of: entity)
  }

  private func rule(_ name: String, _ node: YAMLNode) -> FieldRule? {
    guard let map = reader.mapping(node, keys: Self.keys + Self.owned.keys, required: ["title"]) else { return nil }
    for (word, owner) in Self.owned where map[word] != nil {
      reader.report(map[word], "owned-elsewhere", zh: "“\(word)”只在 \(owner) 中写", en: "\"\(word)\" is written in \(owner) only")
    }
    let attribute = attribute(name)
    let type: ValueType? = name == FieldRule.observedAt ? .instant : attribute?.type
    let codes = reader.string(map["codes"])
    checkCodes(codes, map, attribute, type, node)
    let input = input(map, node)
    guard let title = reader.string(map["title"]), let input else { return nil }
    return FieldRule(
      name: name, title: title, input: input, transforms: transforms(map["do"], type),
      codes: codes, unmapped: word(map["unmapped"]) ?? .quarantine, required: reader.bool(map["required"]) ?? false,
      refuse: (reader.list(map["refuse"]) ?? []).compactMap { word($0) }, absent: reader.strings(map["absent"]) ?? [],
      unreadable: word(map["unreadable"]) ?? .quarantine, notAfter: limit(map["not_after"]), kindField: reader.string(map["kind"]),
      digits: digits(map["digits"], type))
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
    let fits = entity == nil || attribute(name)?.type == type
    guard !fits || !rules.contains(where: { $0.name == name }) else { return }
    reader.report(
      node?[rule.name]?[word], "unknown-field", zh: "“\(name)”不是此处可用的字段", en: "\"\(name)\" is not a field that fits here",
      nearest: nearestWord(to: name, in: rules.map(\.name)))
  }
}
