import HubModel
import HubStandards
import HubYAML

/// Reads a test file. Without `dataset` (it is at fault itself) only what needs no dataset is checked.
struct TestFileReader {
  let reader: YAMLReader
  let dataset: DatasetMapping?

  static let keys = ["synthetic", "now", "cases"]
  static let caseKeys = ["title", "row", "expect", "remarks", "refused"]

  func read() -> MappingTestFile? {
    guard let map = reader.mapping(reader.root, keys: Self.keys, required: ["cases"]) else { return nil }
    if reader.bool(map["synthetic"]) != true {
      reader.report(
        map["synthetic"] ?? reader.root, "not-marked-synthetic", zh: "测试数据须声明 synthetic: true：只用虚构号码，不得取自真实数据",
        en: "test data must say synthetic: true: its numbers are invented, never taken from real data")
    }
    let now = moment(map["now"])
    let cases = (reader.list(map["cases"]) ?? []).compactMap { readCase($0, now) }
    return MappingTestFile(cases: cases)
  }

  private func moment(_ node: YAMLNode?) -> Int64? {
    guard let node, let text = reader.string(node) else { return nil }
    if let instant = try? Instant.parse(text, pattern: .dashed) { return instant.microseconds }
    reader.report(node, "not-a-time", zh: "应写作 \"2026-01-01 00:00:00\"（北京时间）", en: "written \"2026-01-01 00:00:00\", Asia/Shanghai")
    return nil
  }

  private func readCase(_ node: YAMLNode, _ now: Int64?) -> MappingTestCase? {
    guard let map = reader.mapping(node, keys: Self.caseKeys, required: ["title", "row"]) else { return nil }
    let row = values(map["row"], words: dataset?.source.columns, "unknown-column")
    guard let title = reader.string(map["title"]), let outcome = outcome(map, node) else { return nil }
    return MappingTestCase(title: title, line: node.line, now: now, row: row, outcome: outcome)
  }

  private func outcome(_ map: [String: YAMLNode], _ node: YAMLNode) -> MappingTestCase.Outcome? {
    switch (map["expect"], map["refused"]) {
    case (let expected?, nil):
      let words = dataset.map { $0.schema.attributes + [FieldRule.observedAt, "alias"] }
      return .kept(values(expected, words: words, "unknown-attribute"), remarks: reader.strings(map["remarks"]))
    case (nil, let refused?):
      let parts = reader.mapping(refused, keys: ["reason", "field"], required: ["reason"]) ?? [:]
      guard let reason = reader.string(parts["reason"]) else { return nil }
      return .refused(reason: reason, field: reader.string(parts["field"]))
    default:
      reader.report(node, "one-outcome", zh: "expect 与 refused 须有且只有一个", en: "exactly one of expect and refused is needed")
      return nil
    }
  }

  private func values(_ node: YAMLNode?, words: [String]?, _ code: String) -> [String: String?] {
    var values: [String: String?] = [:]
    for (key, name, value) in reader.pairs(node) ?? [] {
      if let words, !words.contains(name) {
        reader.report(
          key, code, zh: "此映射不用“\(name)”", en: "the mapping does not use \"\(name)\"", nearest: nearestWord(to: name, in: words))
        continue
      }
      values[name] = value.isNull ? .some(nil) : reader.string(value)
    }
    return values
  }
}
