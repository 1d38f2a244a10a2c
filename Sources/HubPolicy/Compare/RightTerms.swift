/// Under which terms something may be asked: what of a grant a client notices beside attributes and purposes.
struct RightTerms: Hashable {
  /// In the order in which they are told.
  enum Kind: CaseIterable { case form, context, emergency, conditions, hours, networks, age, expiry }

  struct Value: Hashable {
    var zh: String
    var en: String
    /// What else makes it differ: the definition behind a mask's name.
    var definition = ""
  }

  /// Absent: nothing of this kind.
  private(set) var values: [Kind: Value] = [:]
  /// The stored value itself is shown.
  private(set) var isClear = false

  /// `until`: the last day of the role's grants for the holder.
  init(_ grant: Grant, until: CivilDay?, attribute: String) {
    isClear = grant.action.showsRecords && grant.masks[attribute] == nil
    values[.form] = RightTerms.form(grant, attribute)
    if grant.isBreakGlass { values[.emergency] = Value(zh: "仅限应急并告警", en: "in a stated emergency, with an alarm") }
    set(.context, "须有", "needs", grant.require.words.joined(separator: ", "))
    set(.conditions, "记录须满足", "if", grant.when.map(\.description).joined(separator: "; "))
    set(.hours, "时段", "at", grant.hours?.description ?? "")
    set(.networks, "来源网络", "from", grant.networks.map(\.description).joined(separator: ", "))
    set(.age, "数据时限", "data no older than", grant.freshWithin.map(RightTerms.duration) ?? "")
    let last = [until, grant.expires].compactMap(\.self).min { $0.start < $1.start }
    set(.expiry, "至", "until", last?.text ?? "")
  }

  private mutating func set(_ kind: Kind, _ zh: String, _ en: String, _ words: String) {
    if !words.isEmpty { values[kind] = Value(zh: "\(zh) \(words)", en: "\(en) \(words)") }
  }

  private static func form(_ grant: Grant, _ attribute: String) -> Value {
    if grant.action == .verify { return Value(zh: grant.answer.zh, en: grant.answer.rawValue) }
    guard grant.action.showsRecords else { return Value(zh: "只给统计数", en: "as totals") }
    guard let mask = grant.masks[attribute] else { return Value(zh: "明文", en: "in clear") }
    return Value(
      zh: "脱敏 \(mask.name)", en: "masked by \(mask.name)", definition: String(describing: (mask.kind, mask.tier)))
  }

  /// As it is written in `fresh_within:`.
  private static func duration(_ seconds: Int) -> String {
    seconds % 3600 == 0 ? "\(seconds / 3600)h" : seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}

extension RightTerms {
  func words(chinese: Bool) -> String {
    Kind.allCases.compactMap { values[$0]?.words(chinese) }.joined(separator: chinese ? "；" : "; ")
  }

  /// Only what differs, as `old → new`.
  func words(to new: RightTerms, chinese: Bool) -> String {
    let parts = Kind.allCases.filter { values[$0] != new.values[$0] }.map { kind in
      let old = values[kind]?.words(chinese) ?? kind.none(chinese)
      let now = new.values[kind]?.words(chinese) ?? kind.none(chinese)
      return old == now ? old + (chinese ? "（定义已改）" : " (defined anew)") : "\(old) → \(now)"
    }
    return parts.joined(separator: chinese ? "；" : "; ")
  }
}

extension RightTerms.Value {
  fileprivate func words(_ chinese: Bool) -> String { chinese ? zh : en }
}

extension RightTerms.Kind {
  fileprivate func none(_ chinese: Bool) -> String {
    switch self {
    case .form: "-"
    case .context: chinese ? "不须办理信息" : "no context"
    case .emergency: chinese ? "不限应急" : "without an emergency"
    case .conditions: chinese ? "不论记录" : "whatever the record"
    case .hours: chinese ? "不限时段" : "at any hour"
    case .networks: chinese ? "不限来源" : "from anywhere"
    case .age: chinese ? "按数据集的时限" : "the dataset's own age"
    case .expiry: chinese ? "不限期" : "without end"
    }
  }
}
