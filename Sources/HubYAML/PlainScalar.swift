/// What YAML 1.1 makes of text without quotes.
package enum PlainScalar {
  private static let words: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ".nan", ".inf", "-.inf", "+.inf",
  ]

  /// True where some reader would not take `text` as text: truth values, nothing, and numbers of any base.
  package static func isAmbiguous(_ text: String) -> Bool {
    words.contains(text.lowercased()) || isNumberLike(text)
  }

  static func isDecimal(_ text: String) -> Bool {
    let digits = text.utf8.first == 0x2D ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return false }
    return digits.utf8.count == 1 || digits.utf8.first != 0x30
  }

  private static func isNumberLike(_ text: String) -> Bool {
    guard let first = text.utf8.first, "0123456789+-.".utf8.contains(first) else { return false }
    guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return false }
    if Double(text) != nil { return true }
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return UInt64(lower.dropFirst(2), radix: 16) != nil }
    if lower.hasPrefix("0b") || lower.hasPrefix("0o") { return lower.dropFirst(2).utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    // 12_000 and the sexagesimal 12:30.
    return lower.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F || $0 == 0x3A || $0 == 0x2E }
  }

  /// `90s`, `10m`, `36h`, `2d` → seconds; nil for anything else.
  package static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
    guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()), count >= 0, count < 1_000_000 else {
      return nil
    }
    return count * unit
  }

  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) else {
      return false
    }
    guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0, (1...12).contains(month) else {
      return false
    }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
