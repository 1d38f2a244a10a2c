/// Moves the point of a decimal that stands at the end of a byte array: `[-]digits[.digits]`.
enum DecimalText {
  /// `007.50` → `7.50`, `.5` → `0.5`, `5.` → `5`; minus zero keeps no sign.
  static func trimLeadingZeros(_ text: inout [UInt8], from start: Int) {
    let first = start < text.count && text[start] == ASCII.hyphen ? start + 1 : start
    if text.last == ASCII.point { text.removeLast() }
    if first == text.count || text[first] == ASCII.point { text.insert(ASCII.zero, at: first) }
    var end = first
    while end + 1 < text.count, text[end] == ASCII.zero, text[end + 1] != ASCII.point { end += 1 }
    text.removeSubrange(first..<end)
    if first > start, !text[first...].contains(where: { $0 != ASCII.zero && $0 != ASCII.point }) { text.remove(at: start) }
  }

  /// Multiplies by ten to the power `exponent`. Zeros after the point that then stand before it are digits like others.
  static func scale(_ text: inout [UInt8], from start: Int = 0, by exponent: Int) {
    for _ in 0..<max(exponent, 0) { shiftRight(&text, start) }
    for _ in 0..<max(-exponent, 0) { shiftLeft(&text, start) }
    if exponent != 0 { trimLeadingZeros(&text, from: start) }
  }

  /// 1.23 → 12.3
  private static func shiftRight(_ text: inout [UInt8], _ start: Int) {
    guard let point = text[start...].firstIndex(of: ASCII.point) else { return text.append(ASCII.zero) }
    text.swapAt(point, point + 1)
    if text.last == ASCII.point { text.removeLast() }
  }

  /// 12.3 → 1.23
  private static func shiftLeft(_ text: inout [UInt8], _ start: Int) {
    let first = text[start] == ASCII.hyphen ? start + 1 : start
    guard let point = text[start...].firstIndex(of: ASCII.point) else {
      text.insert(ASCII.point, at: text.count - 1)
      if text[first] == ASCII.point { text.insert(ASCII.zero, at: first) }
      return
    }
    text.swapAt(point, point - 1)
    if text[first] == ASCII.point { text.insert(ASCII.zero, at: first) }
  }

  /// Digits before the point, zero counting none, and after it without trailing zeros.
  static func significant(_ canonical: UnsafeRawBufferPointer) -> (whole: Int, fraction: Int) {
    var (whole, fraction, last, hasPoint) = (0, 0, 0, false)
    for byte in canonical {
      if byte == ASCII.point {
        hasPoint = true
      } else if ASCII.isDigit(byte) {
        if hasPoint {
          fraction += 1
          if byte != ASCII.zero { last = fraction }
        } else if whole > 0 || byte != ASCII.zero {
          whole += 1
        }
      }
    }
    return (whole, last)
  }
}
