/// Under which terms something may be asked: what of a grant a client notices beside attributes and purposes.
struct RightTerms: Hashable {
  /// In the order in which they are told.
  enum Kind: CaseIterable { case form, context, conditions, age, expiry }

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

  init(_ grant: Grant, of role: Role, attribute: String) {
    isClear = grant.action != .verify && grant.masks[attribute] == nil
    values[.form] = form(grant, attribute)
    if !grant.require.isEmpty {
      let parts = grant.require.words.joined(separator: ", ")
      values[.context] = Value(zh: "须有 \(parts)", en: "needs \(parts)")
    }
    if !grant.when.isEmpty {
      let conditions = grant.when.map(\.description).joined(separator: "; ")
      values[.conditions] = Value(zh: "记录须满足 \(conditions)", en: "if \(conditions)")
    }
    if let age = grant.maxAge {
      values[.age] = Value(zh: "数据不早于 \(Self.duration(age)) 前", en: "data no older than \(Self.duration(age))")
    }
    if let last = [role.expires, grant.expires].compactMap(\.self).min(by: { $0.start < $1.start }) {
      values[.expiry] = Value(zh: "至 \(last.text)", en: "until \(last.text)")
    }
  }

  private func form(_ grant: Grant, _ attribute: String) -> Value {
    if grant.action == .verify { return Value(zh: grant.answer.zh, en: grant.answer.rawValue) }
    guard let mask = grant.masks[attribute] else { return Value(zh: "明文", en: "in clear") }
    let definition = "\(mask.kind) \(mask.tier)"
    return Value(zh: "脱敏 \(mask.name)", en: "masked by \(mask.name)", definition: definition)
  }

  /// As it is written in `max_age:`.
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
    case .conditions: chinese ? "不论记录" : "whatever the record"
    case .age: chinese ? "按数据集的时限" : "the dataset's own age"
    case .expiry: chinese ? "不限期" : "without end"
    }
  }
}
