import HubModel
import HubYAML

/// One entry of `grants:` or `denies:`.
struct RuleReader: PolicyFileReader {
  static let grantKeys =
    ["id", "title"] + Action.allCases.map(\.rawValue) + [
      "attributes", "queries", "purposes", "answer", "justification", "require", "when", "masks", "expires", "hours", "networks",
      "fresh_within", "break_glass", "request",
    ]
  static let denyKeys =
    ["id", "title"] + Action.allCases.map(\.rawValue) + ["attributes", "queries", "purposes", "hours", "networks"]
  let reader: YAMLReader
  let words: PolicyWords

  func grant(_ node: YAMLNode) -> Grant? {
    guard let parts = reader.mapping(node, keys: RuleReader.grantKeys, required: ["id", "title", "purposes"]) else { return nil }
    let id = ruleID(parts["id"])
    let title = text(parts["title"])
    let target = target(node, parts)
    let justification = text(parts["justification"])
    let purposes = purposes(parts["purposes"], reason: justification)
    let require = parts["require"] == nil ? [] : context(parts["require"])
    let expires = day(parts["expires"])
    let request = known(parts["request"], in: words.requests, "unknown-request", zh: "共享申请", en: "request")
    let hours = hours(parts["hours"])
    let networks = networks(parts["networks"])
    let freshWithin = reader.seconds(parts["fresh_within"])
    let isBreakGlass = isBreakGlass(parts["break_glass"])
    guard let target else { return nil }
    checkKeys(node, parts, target.action)
    let attributes = target.isCount ? [] : attributes(parts["attributes"], target, reason: justification)
    let names = target.isCount ? queries(parts["queries"], target, reason: justification) : attributes.map(\.name)
    let answer = answer(parts, target.action)
    let masks = masks(parts["masks"], attributes, target)
    let when = conditions(parts["when"], target)
    checkAnswer(parts, answer)
    if target.action.showsRecords { checkClear(parts, attributes, masks, target) }
    guard let id, let title, let purposes, let require, let answer else { return nil }
    return Grant(
      id: id, title: title, action: target.action, entity: target.index.entity.name, attributes: names,
      purposes: purposes, answer: answer, justification: justification, require: require, when: when, masks: masks,
      expires: expires, request: request, hours: hours, networks: networks, freshWithin: freshWithin, isBreakGlass: isBreakGlass,
      line: node.line)
  }

  func deny(_ node: YAMLNode) -> Deny? {
    guard let parts = reader.mapping(node, keys: RuleReader.denyKeys, required: ["id", "title"]) else { return nil }
    let id = ruleID(parts["id"])
    let title = text(parts["title"])
    // `"*"` is what a deny says by leaving the key out.
    let purposes = parts["purposes"]?.scalar == "*" ? nil : purposes(parts["purposes"], reason: nil)
    let hours = hours(parts["hours"])
    let networks = networks(parts["networks"])
    guard let target = target(node, parts) else { return nil }
    checkKeys(nil, parts, target.action)
    let named = parts[target.isCount ? "queries" : "attributes"].flatMap { $0.scalar == "*" ? nil : $0 }
    let names = named.map { target.isCount ? queries($0, target, reason: nil) : listed($0, target).map(\.name) }
    guard let id, let title else { return nil }
    return Deny(
      id: id, title: title, action: target.action, entity: target.index.entity.name, attributes: names, purposes: purposes,
      hours: hours, networks: networks, line: node.line)
  }

  /// Exactly one of the actions names the entity.
  func target(_ node: YAMLNode, _ parts: [String: YAMLNode]) -> RuleTarget? {
    let given = Action.allCases.filter { parts[$0.rawValue] != nil }
    guard given.count == 1, let action = given.first else {
      reader.report(
        node, "action-missing", zh: "每条规则须写且只写一个动作：\(Action.keys)", en: "a rule has exactly one of \(Action.keys)")
      return nil
    }
    let entity = known(parts[action.rawValue], in: words.entities.keys, "unknown-entity", zh: "实体", en: "entity")
    return entity.flatMap { words.entities[$0] }.map { RuleTarget(action: action, index: $0) }
  }

  /// Free, but short: it stands in every audit entry.
  private func ruleID(_ node: YAMLNode?) -> String? {
    guard let node, let id = text(node) else { return nil }
    guard id.utf8.count <= 32, !id.contains("/"), !id.contains(where: \.isWhitespace) else {
      reader.report(node, "name-malformed", zh: "规则编号不含空格和斜杠，最长 32 字节", en: "a rule id has no blank or slash and at most 32 bytes")
      return nil
    }
    return id
  }

  private func purposes(_ node: YAMLNode?, reason: String?) -> [String]? {
    if isWildcard(node, reason: reason) { return words.purposes.sorted() }
    return knownList(node, in: words.purposes, "unknown-purpose", zh: "用途", en: "purpose")
  }

  private func context(_ node: YAMLNode?) -> ContextParts? {
    let parts = knownList(node, in: ContextParts.words, "unknown-context", zh: "办理信息", en: "context part")
    if parts?.contains("emergency") == true {
      reader.report(
        node, "emergency-required", zh: "应急事由不能用 require 要求，请写 break_glass",
        en: "an emergency is not asked for by require: write break_glass")
    }
    return parts.map { $0.reduce(into: []) { $0.formUnion(ContextParts(word: $1) ?? []) } }
  }

  func answer(_ parts: [String: YAMLNode], _ action: Action) -> AnswerForm? {
    guard let node = parts["answer"] else { return .twoWay }
    if action != .verify {
      reader.report(node, "key-not-used", zh: "answer 只用于 verify", en: "answer belongs to verify only")
    }
    return reader.oneOf(node, AnswerForm.allCases.map(\.rawValue)).flatMap(AnswerForm.init)
  }
}
