import HubModel
import HubYAML

/// One file of `roles/`.
struct RoleReader: PolicyFileReader {
  static let keys = ["role", "title", "inherits", "grants", "denies", "quota", "expires"]
  static let quotaKeys = ["requests_per_minute", "distinct_subjects_per_day", "wrong_per_subject_per_day"]
  let reader: YAMLReader
  let words: PolicyWords

  func role() -> Role? {
    guard let parts = reader.mapping(reader.root, keys: RoleReader.keys, required: ["role", "title"]) else { return nil }
    let name = fileName(parts["role"])
    let title = text(parts["title"])
    let rules = RuleReader(reader: reader, words: words)
    let grants = reader.list(parts["grants"])?.compactMap(rules.grant) ?? []
    let denies = reader.list(parts["denies"])?.compactMap(rules.deny) ?? []
    let inherits = inherits(parts["inherits"], by: name)
    if parts["grants"] == nil, parts["denies"] == nil, parts["inherits"] == nil {
      reader.report(reader.root, "empty-role", zh: "角色没有任何规则", en: "the role has no rule", severity: .warning)
    }
    checkIDs(parts)
    let quota = quota(parts["quota"])
    if let node = parts["quota"], parts["grants"] == nil {
      reader.report(
        node, "quota-without-grants", zh: "限额只管本角色自己的授权；继承来的授权按其所在角色的限额计",
        en: "a quota limits the role's own grants, and there are none; what is inherited counts by the quota of its own role",
        severity: .warning)
    }
    let expires = day(parts["expires"])
    guard let name, let title else { return nil }
    return Role(name: name, title: title, inherits: inherits, grants: grants, denies: denies, quota: quota, expires: expires)
  }

  /// Roles of the set, of which none leads back here.
  private func inherits(_ node: YAMLNode?, by name: String?) -> [String] {
    let parents = knownList(node, in: words.parents.keys, "unknown-role", zh: "角色", en: "role") ?? []
    for item in items(node) {
      guard let name, let parent = item.scalar, words.leads(from: parent, to: name) else { continue }
      reader.report(
        item, "role-cycle", zh: "角色“\(parent)”又继承“\(name)”，形成循环", en: "\"\(parent)\" inherits \"\(name)\" itself: a circle")
    }
    return parents
  }

  private func checkIDs(_ parts: [String: YAMLNode]) {
    var seen: [String: Int] = [:]
    for node in ["grants", "denies"].flatMap({ items(parts[$0]) }) {
      guard let id = node["id"], let text = id.scalar else { continue }
      if let line = seen[text] {
        reader.report(id, "duplicate-id", zh: "规则编号“\(text)”重复，首次出现在第 \(line) 行", en: "rule \"\(text)\" is already in line \(line)")
      } else {
        seen[text] = id.line
      }
    }
  }

  private func items(_ node: YAMLNode?) -> [YAMLNode] {
    if case .sequence(let items) = node?.kind { items } else { [] }
  }

  private func quota(_ node: YAMLNode?) -> Quota? {
    guard let parts = reader.mapping(node, keys: RoleReader.quotaKeys) else { return nil }
    let limits = 1...100_000_000
    return Quota(
      requestsPerMinute: reader.int(parts["requests_per_minute"], in: limits),
      distinctSubjectsPerDay: reader.int(parts["distinct_subjects_per_day"], in: limits),
      wrongPerSubjectPerDay: reader.int(parts["wrong_per_subject_per_day"], in: limits))
  }
}
