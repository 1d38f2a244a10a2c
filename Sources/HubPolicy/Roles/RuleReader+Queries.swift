import HubModel
import HubYAML

/// Aggregates are asked for by the names of published queries, everything else by attributes.
extension RuleReader {
  private static let keysOfRecords = ["attributes", "when", "fresh_within"]

  /// The published queries of a grant or deny.
  func queries(_ node: YAMLNode?, _ target: RuleTarget, reason: String?) -> [String] {
    let known = words.queries(of: target.index.entity.name)
    if isWildcard(node, reason: reason) { return known }
    return knownList(node, in: known, "unknown-query", zh: "已发布的统计", en: "published query") ?? []
  }

  /// - Parameter grant: where a list is missing; nil for a deny, which may leave it out.
  func checkKeys(_ grant: YAMLNode?, _ parts: [String: YAMLNode], _ action: Action) {
    let wanted = action == .aggregate ? "queries" : "attributes"
    if let grant, parts[wanted] == nil {
      reader.report(grant, "missing-key", zh: "缺少键“\(wanted)”", en: "the key \"\(wanted)\" is missing")
    }
    for key in action == .aggregate ? RuleReader.keysOfRecords : ["queries"] {
      guard let node = parts[key] else { continue }
      reader.report(
        node, "key-not-used", zh: "\(action.rawValue) 不使用“\(key)”，请写 \(wanted)",
        en: "\"\(key)\" does not go with \(action.rawValue): name \(wanted)")
    }
  }
}
