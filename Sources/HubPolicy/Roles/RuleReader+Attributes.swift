import HubModel
import HubYAML

/// An attribute as a rule names it, with the place where it does.
struct NamedAttribute {
  /// Canonical.
  var name: String
  var attribute: Attribute
  var node: YAMLNode
}

extension RuleReader {
  /// The attributes of a grant: known, and open to the action by the model.
  func attributes(_ node: YAMLNode?, _ target: RuleTarget, reason: String?) -> [NamedAttribute] {
    guard let node else { return [] }
    if isWildcard(node, reason: reason) { return target.openAttributes(node) }
    let names = listed(node, target)
    for name in names where !target.isOpen(name.attribute) { reportClosed(name, target.action) }
    return names
  }

  private func reportClosed(_ name: NamedAttribute, _ action: Action) {
    if action == .verify {
      reader.report(
        name.node, "not-verifiable", zh: "模型不允许核验“\(name.name)”", en: "the model does not allow verifying \"\(name.name)\"")
    } else if !name.attribute.canRead {
      reader.report(
        name.node, "not-readable", zh: "模型不允许读取“\(name.name)”", en: "the model does not allow reading \"\(name.name)\"")
    } else {
      reader.report(
        name.node, "aggregate-of-sealed-attribute", zh: "“\(name.name)”为 \(name.attribute.level.rawValue) 级，统计只能用 1–2 级数据项",
        en: "\"\(name.name)\" is of level \(name.attribute.level.rawValue); aggregates use levels 1 and 2 only")
    }
  }

  func listed(_ node: YAMLNode, _ target: RuleTarget) -> [NamedAttribute] {
    let known = target.names
    if node.scalar == "*" { _ = name(node, known, target) }
    guard node.scalar != "*", let items = reader.list(node) else { return [] }
    if items.isEmpty { reader.report(node, "empty-list", zh: "列表不能为空", en: "the list must not be empty") }
    var found: [NamedAttribute] = []
    for item in items {
      guard let next = name(item, known, target) else { continue }
      if found.contains(where: { $0.name == next.name }) {
        reader.report(item, "duplicate-word", zh: "“\(next.name)”重复", en: "\"\(next.name)\" is listed twice", severity: .warning)
      } else {
        found.append(next)
      }
    }
    return found
  }

  private func name(_ node: YAMLNode, _ names: [String], _ target: RuleTarget) -> NamedAttribute? {
    if let word = node.scalar, let name = target.index.canonicalName(word), names.contains(name) {
      return target.index.attributes[name].map { NamedAttribute(name: name, attribute: $0, node: node) }
    }
    _ = known(
      node, in: names, "unknown-attribute", zh: "\(target.index.entity.name) 的数据项", en: "attribute of \(target.index.entity.name)")
    return nil
  }

  /// Level 4 never leaves in clear; level 3 only with a written reason.
  func checkClear(_ parts: [String: YAMLNode], _ attributes: [NamedAttribute], _ masks: [String: Mask], _ target: RuleTarget) {
    let masked = Set((reader.pairs(parts["masks"]) ?? []).map(\.name))
    for name in attributes where masks[name.name] == nil && !masked.contains(name.name) {
      if name.attribute.level == .critical {
        reader.report(
          name.node, "level-4-in-clear", zh: "4 级数据项“\(name.name)”不得以明文读取",
          en: "\"\(name.name)\" is of level 4 and must not be read in clear")
      } else if name.attribute.level == .personal, parts["justification"] == nil {
        reader.report(
          name.node, "level-3-in-clear", zh: "3 级数据项“\(name.name)”以明文读取，须脱敏或写明 justification",
          en: "\"\(name.name)\" is of level 3: mask it, or give a justification for reading it in clear", severity: .warning)
      }
    }
  }

  /// Telling "absent" from "different" needs a reason, and must not depend on the row.
  func checkAnswer(_ parts: [String: YAMLNode], _ answer: AnswerForm?) {
    guard let answer, answer != .twoWay else { return }
    if answer == .threeWay, parts["justification"] == nil {
      reader.report(
        parts["answer"], "justification-missing", zh: "three_way 会区分“不一致”与“库中无此号”，须写明 justification",
        en: "three_way tells a mismatch from an absent number: give a justification")
    }
    if let when = parts["when"] {
      reader.report(
        when, "condition-forbidden", zh: "\(answer.rawValue) 不得附带 when 条件，否则答复会泄露条件",
        en: "\(answer.rawValue) must not have conditions on the row: the answer would tell them")
    }
  }
}
