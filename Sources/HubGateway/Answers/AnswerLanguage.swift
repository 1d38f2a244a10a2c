/// Chinese unless the caller prefers English (RFC 9110 §12.5.4).
enum AnswerLanguage {
  /// - Parameter header: the value of `Accept-Language`; nil where there is none.
  static func isChinese(_ header: String?) -> Bool {
    guard let header else { return true }
    var best = (zh: 0.0, en: 0.0)
    for range in header.utf8.split(separator: UInt8(ascii: ",")).prefix(16) {
      let parts = String(Substring(range)).lowercased().split(separator: ";")
      guard let tag = parts.first?.split(separator: " ").first else { continue }
      let weight = parts.dropFirst().lazy.compactMap(Self.weight).first ?? 1
      if tag.hasPrefix("zh") || tag == "*" { best.zh = max(best.zh, weight) }
      if tag.hasPrefix("en") { best.en = max(best.en, weight) }
    }
    return best.en <= best.zh || best.en == 0
  }

  private static func weight(_ parameter: Substring) -> Double? {
    let text = parameter.filter { $0 != " " }
    return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
  }
}
