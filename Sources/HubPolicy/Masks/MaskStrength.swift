import HubModel

/// What `policy check` says of the masks of a set: how many values each leaves to try.
package enum MaskStrength {
  /// Fewer can be tried through in seconds (attack 14).
  package static let enough = 1_000_000.0

  /// A line for each mask, in the order of the file.
  package static func lines(_ set: PolicySet, chinese: Bool) -> [String] {
    set.masks.map { mask in
      let used = types(of: mask, in: set)
      let types = used.isEmpty ? ValueType.allCases.filter { mask.fits($0) && mask.candidatesLeft(of: $0) != nil } : used
      let note = used.isEmpty ? (chinese ? "（尚未使用）" : " (not used)") : ""
      return "\(mask.name) \(mask.title)\(note)\(chinese ? "：" : ": ")\(left(mask, types, chinese))"
    }
  }

  /// The types of the attributes that grants show through the mask, each once.
  private static func types(of mask: Mask, in set: PolicySet) -> [ValueType] {
    let found = set.roles.flatMap(\.grants).flatMap { grant in
      grant.masks.filter { $0.value.name == mask.name }
        .compactMap { set.model.entity(grant.entity)?.attribute($0.key)?.type }
    }
    return ValueType.allCases.filter(found.contains)
  }

  private static func left(_ mask: Mask, _ types: [ValueType], _ chinese: Bool) -> String {
    let counts = types.map { (type: $0.rawValue, left: mask.candidatesLeft(of: $0)) }
    if counts.isEmpty { return words(nil, chinese) }
    // Nothing is shown of the value, whatever it is.
    if counts.allSatisfy({ $0.left == Double.infinity }) { return chinese ? "不透露原值" : "tells nothing of the value" }
    let words = counts.map { "\($0.type) \(self.words($0.left, chinese))" }.joined(separator: chinese ? "、" : ", ")
    let isWeak = mask.tier == .irreversible && counts.contains { ($0.left ?? .infinity) < enough }
    return words + (isWeak ? (chinese ? "；可以逐一试出，不是不可还原" : "; can be tried through, so not irreversible") : "")
  }

  private static func words(_ left: Double?, _ chinese: Bool) -> String {
    guard let left else { return chinese ? "无公开规则可估" : "no public rule says how many" }
    guard left < .infinity else { return chinese ? "不透露原值" : "tells nothing" }
    return (chinese ? "约剩 " : "about ") + magnitude(left) + (chinese ? " 种可能" : " candidates")
  }

  /// `3,290`, or `10^11` where the exact number says no more.
  private static func magnitude(_ left: Double) -> String {
    if left < enough { return grouped(Int(left.rounded())) }
    var (rest, exponent) = (left, 0)
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    return "10^\(exponent)"
  }

  private static func grouped(_ number: Int) -> String {
    guard number >= 1000 else { return "\(number)" }
    let rest = "\(number % 1000)"
    return "\(number / 1000),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
