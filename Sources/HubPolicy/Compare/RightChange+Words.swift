extension RightChange {
  /// `what`: the word for the holders.
  func difference(of holders: [String], _ what: (zh: String, en: String)) -> PolicyDifference {
    let zh = "\(what.zh) \(holders.joined(separator: "、"))"
    let en = (holders.count == 1 ? what.en : what.en + "s") + " " + holders.joined(separator: ", ")
    switch kind {
    case .gained(let terms):
      return PolicyDifference(
        direction: .more, zh: "\(zh) 可以\(thing(true))（\(terms.words(chinese: true))）",
        en: "\(en) can now \(thing(false)) (\(terms.words(chinese: false)))")
    case .lost(let terms):
      return PolicyDifference(
        direction: .less, zh: "\(zh) 不再可以\(thing(true))（原 \(terms.words(chinese: true))）",
        en: "\(en) can no longer \(thing(false)) (was \(terms.words(chinese: false)))")
    case .changed(let from, let to): return changed(zh, en, from, to)
    case .joined:
      return PolicyDifference(
        direction: .more, zh: "\(zh) 可以在一次请求中\(thing(true))", en: "\(en) can now, in one request, \(thing(false))")
    case .parted:
      return PolicyDifference(
        direction: .less, zh: "\(zh) 不再可以在一次请求中\(thing(true))",
        en: "\(en) can no longer, in one request, \(thing(false))")
    }
  }

  /// A stored value that is shown for the first time is no mere change of terms.
  private func changed(_ zh: String, _ en: String, _ from: RightTerms, _ to: RightTerms) -> PolicyDifference {
    let (chinese, english) = (from.words(to: to, chinese: true), from.words(to: to, chinese: false))
    if to.isClear, !from.isClear {
      return PolicyDifference(
        direction: .more, zh: "\(zh) 可以明文\(thing(true))（\(chinese)）",
        en: "\(en) can now \(thing(false)) in clear (\(english))")
    }
    return PolicyDifference(
      direction: .changed, zh: "\(zh) \(thing(true))：\(chinese)", en: "\(en), \(thing(false)): \(english)")
  }

  /// `verify number, name of person for permit-acceptance`.
  private func thing(_ chinese: Bool) -> String {
    let attributes = attributes.joined(separator: chinese ? "、" : ", ")
    let purposes = purposes.joined(separator: chinese ? "、" : ", ")
    return chinese
      ? "\(action.words.zh) \(entity) 的 \(attributes)，用途 \(purposes)"
      : "\(action.words.en) \(attributes) of \(entity) for \(purposes)"
  }
}
