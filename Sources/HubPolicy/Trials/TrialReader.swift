import HubModel
import HubYAML

/// A `_test.yaml` file: a list of tests, or `principals:`, `at:` and `tests:`.
struct TrialReader: PolicyFileReader {
  static let headKeys = ["principals", "at", "tests"]
  static let principalKeys = ["roles", "status", "networks"]
  static let decisionKeys =
    ["title", "as"] + Action.allCases.map(\.rawValue) + [
      "attributes", "purpose", "context", "from", "at", "row", "expect", "code", "by", "answer", "missing", "masks",
    ]
  static let maskKeys = ["title", "mask", "value", "at", "expect"]
  let reader: YAMLReader
  let words: PolicyWords

  func trials() -> TrialFile? {
    guard let root = reader.root else { return nil }
    if case .sequence(let items) = root.kind {
      return TrialFile(file: reader.file, principals: [], trials: items.compactMap { trial($0, [], nil) })
    }
    guard let parts = reader.mapping(root, keys: TrialReader.headKeys, required: ["tests"]) else { return nil }
    let principals = reader.pairs(parts["principals"])?.compactMap { principal($0.key, $0.value) } ?? []
    let time = moment(parts["at"])
    let trials = reader.list(parts["tests"])?.compactMap { trial($0, principals, time) } ?? []
    return TrialFile(file: reader.file, principals: principals, trials: trials)
  }

  private func principal(_ key: YAMLNode, _ node: YAMLNode) -> Client? {
    guard let id = identifier(key), let parts = reader.mapping(node, keys: TrialReader.principalKeys, required: ["roles"]) else {
      return nil
    }
    if words.clients.contains(id) {
      reader.report(key, "duplicate-client", zh: "“\(id)”已是正式客户端", en: "\"\(id)\" is a client already")
    }
    let roles = knownList(parts["roles"], in: words.roles, "unknown-role", zh: "角色", en: "role") ?? []
    let status = reader.oneOf(parts["status"], Client.Status.allCases.map(\.rawValue)).flatMap(Client.Status.init) ?? .active
    let networks = reader.list(parts["networks"])?.compactMap { reader.network($0) } ?? []
    return Client(
      id: id, title: id, unit: Client.Unit(name: id, code: id), kind: .system, status: status, roles: roles, networks: networks)
  }

  private func trial(_ node: YAMLNode, _ principals: [Client], _ time: Int64?) -> Trial? {
    let kind =
      node["mask"] == nil ? decision(node, principals, time).map(Trial.Kind.decision) : mask(node, time).map(Trial.Kind.mask)
    guard let kind, let title = text(node["title"] ?? node["mask"]) else { return nil }
    return Trial(title: title, line: node.line, kind: kind)
  }

  private func mask(_ node: YAMLNode, _ time: Int64?) -> MaskTrial? {
    guard let parts = reader.mapping(node, keys: TrialReader.maskKeys, required: ["mask", "value", "expect"]) else { return nil }
    let word = known(parts["mask"], in: words.masks.keys, "unknown-mask", zh: "脱敏方式", en: "mask")
    let value = parts["value"]?.scalar
    let isNull = parts["expect"]?.isNull ?? false
    let own = moment(parts["at"])
    guard let mask = word.flatMap({ words.masks[$0] }), let value, let expected = parts["expect"] else { return nil }
    if mask.kind == .pseudonym {
      reader.report(
        parts["mask"], "mask-not-testable", zh: "假名由密钥算出，不能在此写出预期值",
        en: "a pseudonym depends on the key: its text cannot be expected here")
    }
    return MaskTrial(mask: mask, value: value, time: own ?? time, expected: isNull ? nil : expected.scalar)
  }

  private func decision(_ node: YAMLNode, _ principals: [Client], _ time: Int64?) -> DecisionTrial? {
    let required = ["title", "as", "purpose", "expect"] + (node["aggregate"] == nil ? ["attributes"] : [])
    guard let parts = reader.mapping(node, keys: TrialReader.decisionKeys, required: required) else { return nil }
    let request = request(node, parts, principals)
    let expect = reader.oneOf(parts["expect"], ["allow", "deny"])
    let codes = DecisionCode.allCases.map(\.rawValue)
    let code = known(parts["code"], in: codes, "unknown-code", zh: "结果代码", en: "decision code").flatMap(DecisionCode.init)
    let answer = reader.oneOf(parts["answer"], AnswerForm.allCases.map(\.rawValue)).flatMap(AnswerForm.init)
    let own = moment(parts["at"])
    guard let request, let expect else { return nil }
    return DecisionTrial(
      request: request, time: own ?? time, row: values(parts["row"]), isAllowed: expect == "allow", code: code,
      rule: parts["by"].flatMap { text($0) }, answer: answer, missing: parts["missing"].map { context(reader.list($0) ?? []) },
      masks: values(parts["masks"]))
  }

  private func values(_ node: YAMLNode?) -> [String: String]? {
    reader.pairs(node)?.reduce(into: [:]) { $0[$1.name] = $1.value.scalar }
  }

  private func context(_ nodes: [YAMLNode]) -> ContextParts {
    nodes.reduce(into: []) { parts, node in
      let word = known(node, in: ContextParts.words, "unknown-context", zh: "办理信息", en: "context part")
      parts.formUnion(word.flatMap { ContextParts(word: $0) } ?? [])
    }
  }
}

extension TrialReader {
  /// A test that names no address is asked from the client's own network. Attributes may be unknown: that too is a question.
  private func request(_ node: YAMLNode, _ parts: [String: YAMLNode], _ principals: [Client]) -> AccessRequest? {
    let clients = words.clients.union(principals.map(\.id))
    let client = known(parts["as"], in: clients, "unknown-client", zh: "客户端", en: "client")
    let given = Action.allCases.filter { parts[$0.rawValue] != nil }
    guard given.count == 1, let action = given.first else {
      reader.report(node, "action-missing", zh: "须写且只写一个动作：\(Action.keys)", en: "exactly one of these is needed: \(Action.keys)")
      return nil
    }
    let (entity, attributes) = asked(action, parts)
    let purpose = text(parts["purpose"])
    let context = context((reader.pairs(parts["context"]) ?? []).map(\.key))
    let network = address(parts["from"])
    guard let client, let entity, let attributes, let purpose else { return nil }
    return AccessRequest(
      clientID: client, action: action, entity: entity, attributes: attributes, purpose: purpose, context: context,
      network: network, time: 0)
  }

  /// Of an aggregate the query, which says what it counts.
  private func asked(_ action: Action, _ parts: [String: YAMLNode]) -> (entity: String?, attributes: [String]?) {
    guard action == .aggregate else {
      let entity = known(parts[action.rawValue], in: words.entities.keys, "unknown-entity", zh: "实体", en: "entity")
      return (entity, attributes(parts["attributes"], entity))
    }
    if let node = parts["attributes"] {
      reader.report(node, "key-not-used", zh: "aggregate 不使用“attributes”", en: "\"attributes\" does not go with aggregate")
    }
    let name = known(parts["aggregate"], in: words.queries.keys, "unknown-query", zh: "已发布的统计", en: "published query")
    return (name.flatMap { words.queries[$0]?.entity }, name.map { [$0] })
  }

  /// `2026-11-25 08:30` in Asia/Shanghai; a day alone is its noon.
  private func moment(_ node: YAMLNode?) -> Int64? {
    guard let node else { return nil }
    let words = node.scalar?.split(separator: " ").map(String.init) ?? []
    guard words.count == 2 else { return day(node).map { $0.start + CivilDay.length / 2 } }
    let date = YAMLNode(kind: .scalar(words[0], quoted: true), line: node.line, column: node.column)
    guard let minute = TimeWindow.minute(words[1]) else {
      reader.report(node, "not-a-time", zh: "此处应为时刻，例如 2026-11-25 08:30", en: "expected a time such as 2026-11-25 08:30")
      return nil
    }
    return day(date).map { $0.start + Int64(minute) * 60_000_000 }
  }

  private func attributes(_ node: YAMLNode?, _ entity: String?) -> [String]? {
    guard let index = entity.flatMap({ words.entities[$0] }) else { return nil }
    return reader.list(node)?.compactMap { item in
      if let word = item.scalar, let name = index.canonicalName(word) { return name }
      return known(
        item, in: index.names, "unknown-attribute", zh: "\(index.entity.name) 的数据项", en: "attribute of \(index.entity.name)")
    }
  }

  private func address(_ node: YAMLNode?) -> NetworkAddress? {
    guard let node, let text = node.scalar else { return nil }
    guard let address = NetworkAddress(text) else {
      reader.report(node, "network-malformed", zh: "不是网络地址", en: "not a network address")
      return nil
    }
    return address
  }
}
