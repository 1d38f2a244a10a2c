import HubModel
import HubYAML

/// One file of `requests/`.
struct SharingRequestReader: PolicyFileReader {
  static let keys = ["request", "title", "unit", "basis", "scenario", "purpose", "item_codes", "period", "scope"]
  static let periodKeys = ["from", "to"]
  static let scopeKeys = Action.allCases.map(\.rawValue) + ["attributes", "queries", "answer", "masks"]
  /// Three years, one of them a leap year.
  static let longestPeriod: Int64 = 1096
  /// So that the rules made of it stay short: their ids stand in every audit entry.
  static let longestID = 28
  let reader: YAMLReader
  let words: PolicyWords

  func request() -> SharingRequest? {
    let required = Self.keys.filter { $0 != "item_codes" }
    guard let parts = reader.mapping(reader.root, keys: Self.keys, required: required) else { return nil }
    let id = id(parts["request"])
    let title = text(parts["title"])
    let unit = unit(parts["unit"])
    let basis = text(parts["basis"])
    let scenario = text(parts["scenario"])
    let purpose = known(parts["purpose"], in: words.purposes, "unknown-purpose", zh: "用途", en: "purpose")
    let itemCodes = reader.list(parts["item_codes"])?.compactMap { text($0) } ?? []
    let period = period(parts["period"])
    let scope = scope(parts["scope"])
    guard let id, let title, let unit, let basis, let scenario, let purpose, let period else { return nil }
    return SharingRequest(
      id: id, title: title, unit: unit, basis: basis, scenario: scenario, purpose: purpose, itemCodes: itemCodes,
      from: period.from, to: period.to, scope: scope)
  }

  private func id(_ node: YAMLNode?) -> String? {
    guard let id = fileName(node) else { return nil }
    if id.utf8.count <= Self.longestID { return id }
    reader.report(
      node, "name-malformed", zh: "申请编号最长 \(Self.longestID) 个字符", en: "a request's id has at most \(Self.longestID) characters")
    return nil
  }

  private func unit(_ node: YAMLNode?) -> Client.Unit? {
    guard let parts = reader.mapping(node, keys: ClientReader.unitKeys, required: ClientReader.unitKeys) else { return nil }
    let name = text(parts["name"])
    let code = text(parts["code"])
    guard let name, let code else { return nil }
    return Client.Unit(name: name, code: code)
  }

  private func period(_ node: YAMLNode?) -> (from: CivilDay, to: CivilDay)? {
    guard let parts = reader.mapping(node, keys: Self.periodKeys, required: Self.periodKeys), let from = day(parts["from"]),
      let to = day(parts["to"])
    else { return nil }
    if to < from {
      reader.report(parts["to"], "never-valid", zh: "截止日期早于起始日期", en: "it ends before it begins")
    } else if to.number - from.number >= Self.longestPeriod {
      reader.report(
        parts["to"], "period-too-long", zh: "使用期限最长三年，到期前可以重新申请",
        en: "data is asked for at most three years; it can be asked for again before they end")
    }
    return (from, to)
  }

  private func scope(_ node: YAMLNode?) -> [SharingRequest.Item] {
    guard let node, let items = reader.list(node) else { return [] }
    if items.isEmpty { reader.report(node, "empty-list", zh: "列表不能为空", en: "the list must not be empty") }
    return items.compactMap(item)
  }

  /// What a grant could not give is not asked for either.
  private func item(_ node: YAMLNode) -> SharingRequest.Item? {
    let rules = RuleReader(reader: reader, words: words)
    guard var parts = reader.mapping(node, keys: Self.scopeKeys), let target = rules.target(node, parts) else { return nil }
    rules.checkKeys(node, parts, target.action)
    let attributes = target.isCount ? [] : rules.attributes(parts["attributes"], target, reason: nil)
    let names = target.isCount ? rules.queries(parts["queries"], target, reason: nil) : attributes.map(\.name)
    let masks = rules.masks(parts["masks"], attributes, target)
    let answer = rules.answer(parts, target.action)
    if target.action.showsRecords {
      // The scenario is the reason that level 3 needs.
      parts["justification"] = node
      rules.checkClear(parts, attributes, masks, target)
    }
    guard let answer else { return nil }
    return SharingRequest.Item(
      action: target.action, entity: target.index.entity.name, attributes: names, answer: answer,
      masks: masks.mapValues(\.name))
  }
}
