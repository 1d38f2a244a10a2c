import HubModel

/// Comparison of canonical values by type. Text is compared by its bytes, as the database does.
enum RowValue {
  static func isWellFormed(_ value: String, _ type: ValueType) -> Bool {
    switch type {
    case .date: isDate(value)
    case .amount: decimal(value) != nil
    default: !value.isEmpty
    }
  }

  /// Negative, zero or positive; both values are well formed.
  static func compare(_ a: String, _ b: String, _ type: ValueType) -> Int {
    guard type == .amount, let left = decimal(a), let right = decimal(b) else { return order(a.utf8, b.utf8) }
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let size = magnitude(left, right)
    return left.isNegative ? -size : size
  }

  static func isDate(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
    return bytes.enumerated().allSatisfy { $0.offset == 4 || $0.offset == 7 || isDigit($0.element) }
  }

  private struct Decimal {
    var isNegative: Bool
    /// Without leading zeros.
    var whole: Substring.UTF8View
    /// Without trailing zeros.
    var fraction: Substring.UTF8View
  }

  private static func decimal(_ text: String) -> Decimal? {
    let isNegative = text.utf8.first == 0x2D
    let parts = text[...].dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else { return nil }
    let whole = parts[0].drop { $0 == "0" }.utf8
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    return Decimal(isNegative: isNegative && !(whole.isEmpty && fraction.isEmpty), whole: whole, fraction: fraction.utf8)
  }

  private static func magnitude(_ a: Decimal, _ b: Decimal) -> Int {
    if a.whole.count != b.whole.count { return a.whole.count < b.whole.count ? -1 : 1 }
    let whole = order(a.whole, b.whole)
    return whole != 0 ? whole : order(a.fraction, b.fraction)
  }

  private static func order(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Int {
    a.lexicographicallyPrecedes(b) ? -1 : b.lexicographicallyPrecedes(a) ? 1 : 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
