/// How a value is shown to somebody who may not see all of it (脱敏). For display only: a mask is no protection of a data set.
package struct Mask: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Keep the first and last graphemes.
    case keep(first: Int, last: Int)
    /// Keep the surname, of one or two characters.
    case surname
    /// Keep an address down to the county.
    case county
    /// Keep the year of a date.
    case year
    /// Show this text in place of any value.
    case fixed(String)
    /// Show nothing: the attribute is there, its value null.
    case withhold
  }

  /// What the security administrator claims of a mask.
  package enum Tier: String, Sendable, CaseIterable {
    /// For the eye of somebody who knows the person already.
    case display
    /// Nobody can compute the value from what is shown; checked against the candidates left.
    case irreversible
  }

  package var name: String
  package var title: String
  package var kind: Kind
  package var tier: Tier

  package init(name: String, title: String, kind: Kind, tier: Tier = .display) {
    self.name = name
    self.title = title
    self.kind = kind
    self.tier = tier
  }
}

extension Mask {
  /// The shown form of a value; nil: shown as null. Counts what people see as one character (extended grapheme clusters).
  package func apply(_ value: String) -> String? {
    switch kind {
    case .keep(let first, let last): Mask.keep(first: first, last: last, of: Array(value))
    case .surname: Mask.keepSurname(of: Array(value))
    case .county: Mask.keepCounty(of: Array(value))
    case .year: Mask.keepYear(of: value)
    case .fixed(let text): text
    case .withhold: nil
    }
  }

  private static func keep(first: Int, last: Int, of value: [Character]) -> String {
    let (head, tail) = shown(first: first, last: last, of: value.count)
    let hidden = String(repeating: "*", count: value.count - head - tail)
    return String(value[..<head]) + hidden + String(value[(value.count - tail)...])
  }

  /// A value of which less than a third would be hidden is a short one: half of it stays hidden, the head is kept before the tail.
  static func shown(first: Int, last: Int, of count: Int) -> (head: Int, tail: Int) {
    if first + last <= count, (count - first - last) * 3 >= count { return (first, last) }
    let room = count / 2
    let head = min(first, room)
    return (head, min(last, room - head))
  }

  private static func keepSurname(of name: [Character]) -> String {
    let isCompound = name.count > 2 && Surname.compound.contains(String(name[..<2]))
    return keep(first: isCompound ? 2 : 1, last: 0, of: name)
  }

  private static func keepCounty(of address: [Character]) -> String {
    let end = AddressPrefix.throughCounty(address)
    return end == address.count ? String(address) : String(address[..<end]) + "****"
  }

  private static func keepYear(of date: String) -> String {
    let digits = date.utf8.prefix(5)
    guard digits.count == 5, digits.last == 0x2D, digits.dropLast().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return "****" }
    return String(date.prefix(4))
  }
}
