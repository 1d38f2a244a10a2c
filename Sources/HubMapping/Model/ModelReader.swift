import HubModel
import HubYAML

/// `model.yaml`: entities, attributes, relations; the one owner of type, category and level.
struct ModelReader {
  let reader: YAMLReader

  static let entityKeys = ["title", "identity", "relation", "alias", "attributes"]
  static let attributeKeys = ["title", "type", "codes", "category", "level", "important", "verify", "read"]
  static let categories = ["personal", "sensitive_personal", "enterprise", "public"]

  func read() -> Vocabulary {
    var vocabulary = Vocabulary()
    guard let root = reader.mapping(reader.root, keys: ["entities"], required: ["entities"]) else { return vocabulary }
    for (key, name, node) in reader.pairs(root["entities"]) ?? [] {
      guard isName(key, name), let entity = entity(name, node, &vocabulary) else { continue }
      vocabulary.model.entities.append(entity)
    }
    checkReferences(vocabulary.model, root["entities"])
    return vocabulary
  }

  private func entity(_ name: String, _ node: YAMLNode, _ vocabulary: inout Vocabulary) -> Entity? {
    guard let map = reader.mapping(node, keys: Self.entityKeys, required: ["title", "identity", "attributes"]) else { return nil }
    var attributes: [Attribute] = []
    for (key, attribute, value) in reader.pairs(map["attributes"]) ?? [] {
      vocabulary.places["\(name).\(attribute)"] = (key.line, key.column)
      if isName(key, attribute), let read = self.attribute(attribute, value) { attributes.append(read) }
    }
    guard let title = reader.string(map["title"]), let identity = reader.string(map["identity"]) else { return nil }
    let names = attributes.map(\.name)
    var kind = Entity.Kind.entity
    if let relation = map["relation"] {
      let (owner, groups) = self.relation(relation, names)
      vocabulary.members[name] = groups
      kind = .relation(of: owner, member: groups.flatMap { $0 })
    } else if let alias = map["alias"] {
      let (owner, other) = self.alias(alias, names)
      vocabulary.otherNumber[name] = other
      kind = .alias(of: owner)
    } else if !names.contains(identity) {
      unknownAttribute(map["identity"], identity, names)
    }
    return Entity(name: name, title: title, kind: kind, identity: identity, attributes: attributes)
  }

  private func relation(_ node: YAMLNode, _ names: [String]) -> (String, [[String]]) {
    let map = reader.mapping(node, keys: ["of", "member"], required: ["of", "member"]) ?? [:]
    var groups: [[String]] = []
    for item in reader.list(map["member"]) ?? [] {
      let group = (reader.string(item) ?? "").split(separator: "|").map(String.init)
      for name in group where !names.contains(name) { unknownAttribute(item, name, names) }
      groups.append(group)
    }
    return (reader.string(map["of"]) ?? "", groups)
  }

  private func alias(_ node: YAMLNode, _ names: [String]) -> (String, String?) {
    let map = reader.mapping(node, keys: ["of", "number"], required: ["of", "number"]) ?? [:]
    let other = reader.string(map["number"])
    if let other, !names.contains(other) { unknownAttribute(map["number"], other, names) }
    return (reader.string(map["of"]) ?? "", other)
  }

  private func attribute(_ name: String, _ node: YAMLNode) -> Attribute? {
    let required = ["title", "type", "category", "level", "verify", "read"]
    guard let map = reader.mapping(node, keys: Self.attributeKeys, required: required) else { return nil }
    let typeWord = reader.oneOf(map["type"], ValueType.allCases.map(\.rawValue))
    let level = reader.int(map["level"], in: 1...4).flatMap(Level.init(rawValue:))
    let category = reader.oneOf(map["category"], Self.categories)
    let (verify, read) = (reader.bool(map["verify"]), reader.bool(map["read"]))
    let important = reader.bool(map["important"]) ?? false
    guard let title = reader.string(map["title"]), let typeWord, let type = ValueType(rawValue: typeWord), let level, let category,
      let verify, let read
    else { return nil }
    let codes = reader.string(map["codes"])
    if (type == .code) != (codes != nil) {
      reader.report(node, "code-list-needed", zh: "codes 与 type: code 须同时出现", en: "codes and type: code belong together")
    }
    return Attribute(
      name: name, title: title, type: type, codes: codes, category: category, level: level, isImportant: important,
      canVerify: verify, canRead: read)
  }

  /// Names become column names and JSON keys.
  private func isName(_ key: YAMLNode, _ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F }
    if isPlain, let first = name.utf8.first, first >= 0x61, name.utf8.count <= 40, name != "observed_at" { return true }
    reader.report(
      key, "bad-name", zh: "名称应为小写字母、数字、下划线，以字母开头，且不为 observed_at",
      en: "a name is lower-case letters, digits and underscores, begins with a letter, and is not observed_at")
    return false
  }

  private func unknownAttribute(_ node: YAMLNode?, _ name: String, _ names: [String]) {
    reader.report(
      node, "unknown-attribute", zh: "没有数据项“\(name)”", en: "there is no attribute \"\(name)\"",
      nearest: nearestWord(to: name, in: names))
  }

  private func checkReferences(_ model: Model, _ node: YAMLNode?) {
    for entity in model.entities {
      let owner: String
      switch entity.kind {
      case .entity: continue
      case .relation(let of, _), .alias(let of): owner = of
      }
      guard model.entity(owner)?.kind != .entity else { continue }
      reader.report(
        node?[entity.name], "unknown-entity", zh: "“\(owner)”不是实体", en: "\"\(owner)\" is not an entity",
        nearest: nearestWord(to: owner, in: model.entities.map(\.name)))
    }
  }
}
