import HubModel

/// Comparison of canonical values by type. Text is compared by its bytes, as the database does.
enum RowValue {
  static func isWellFormed(_ value: String, _ type: ValueType) -> Bool {
    switch type {
    case .date: isDate(value)
    case .amount: decimal(value) != nil
    case .region: value.utf8.count == 6 && value.utf8.allSatisfy(isDigit)
    case .identityNumber, .enterpriseCode: !value.isEmpty && !value.utf8.contains { $0 <= 0x20 || (0x61...0x7A).contains($0) }
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
    var place = 0
    for byte in value.utf8 {
      guard place == 4 || place == 7 ? byte == 0x2D : isDigit(byte) else { return false }
      place += 1
    }
    return place == 10
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
    let digits = text[...].utf8.dropFirst(isNegative ? 1 : 0)
    let point = digits.firstIndex(of: 0x2E)
    let whole = digits[..<(point ?? digits.endIndex)]
    var fraction = point.map { digits[digits.index(after: $0)...] } ?? digits[digits.endIndex...]
    guard !whole.isEmpty, point == nil || !fraction.isEmpty, whole.allSatisfy(isDigit), fraction.allSatisfy(isDigit) else {
      return nil
    }
    let significant = whole.drop { $0 == 0x30 }
    while fraction.last == 0x30 { fraction.removeLast() }
    let isZero = significant.isEmpty && fraction.isEmpty
    return Decimal(isNegative: isNegative && !isZero, whole: significant, fraction: fraction)
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
