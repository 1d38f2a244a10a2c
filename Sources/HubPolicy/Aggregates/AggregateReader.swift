import HubModel
import HubYAML

/// `aggregates.yaml`.
struct AggregateReader: PolicyFileReader {
  static let keys = ["title", "count", "group_by", "where", "k", "round_to"]
  let reader: YAMLReader
  let words: PolicyWords

  func queries() -> [AggregateQuery] {
    guard let root = reader.mapping(reader.root, keys: ["aggregates"], required: ["aggregates"]) else { return [] }
    return reader.pairs(root["aggregates"])?.compactMap { query($0.key, $0.value) } ?? []
  }

  private func query(_ key: YAMLNode, _ node: YAMLNode) -> AggregateQuery? {
    let required = ["title", "count", "group_by", "k"]
    guard let name = identifier(key), let parts = reader.mapping(node, keys: AggregateReader.keys, required: required) else {
      return nil
    }
    let title = text(parts["title"])
    let entity = known(parts["count"], in: words.entities.keys, "unknown-entity", zh: "实体", en: "entity")
    let k = reader.int(parts["k"], in: AggregateQuery.smallestK...1_000_000)
    // No count that is published rounds to nothing.
    let roundTo = reader.int(parts["round_to"], in: 2...(k ?? AggregateQuery.smallestK))
    guard let index = entity.flatMap({ words.entities[$0] }) else { return nil }
    let target = RuleTarget(action: .aggregate, index: index)
    let groupings = groupings(parts["group_by"], target)
    let conditions = conditions(parts["where"], target)
    guard let title, let k, !groupings.isEmpty else { return nil }
    return AggregateQuery(
      name: name, title: title, entity: index.entity.name, groupings: groupings, conditions: conditions, k: k, roundTo: roundTo)
  }

  private func groupings(_ node: YAMLNode?, _ target: RuleTarget) -> [AggregateQuery.Grouping] {
    let names = RuleReader(reader: reader, words: words).attributes(node, target, reason: nil)
    if names.count > 2 {
      reader.report(node, "too-many-groupings", zh: "最多按两个数据项分组", en: "at most two attributes to group by")
    }
    for name in names where !name.attribute.type.isGroupable {
      reader.report(
        name.node, "grouping-not-closed", zh: "“\(name.name)”不能分组：只能用代码表、行政区划或日期（按年）",
        en: "\"\(name.name)\" is nothing to group by: only code lists, regions and dates (by year) are")
    }
    return names.map { .init(attribute: $0.name, isByYear: $0.attribute.type == .date) }
  }

  /// Those of a grant, but not on what singles out one record.
  private func conditions(_ node: YAMLNode?, _ target: RuleTarget) -> [RowCondition] {
    let conditions = RuleReader(reader: reader, words: words).conditions(node, target)
    for condition in conditions where condition.type.namesOneRecord {
      reader.report(
        node, "condition-on-identity", zh: "统计的条件不能用号码、名称：“\(condition.attribute)”会单独挑出一条记录",
        en: "no condition on numbers or names: \"\(condition.attribute)\" singles out one record")
    }
    return conditions
  }
}

extension ValueType {
  /// It has few values, each shared by many.
  fileprivate var isGroupable: Bool { self == .code || self == .region || self == .date }

  fileprivate var namesOneRecord: Bool {
    switch self {
    case .identityNumber, .enterpriseCode, .personName, .organisationName, .phone: true
    case .text, .date, .instant, .amount, .code, .region: false
    }
  }
}
