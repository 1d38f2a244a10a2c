/// Reads a decimal number at the head of a text.
struct DecimalScanner {
  struct Found {
    var isNumber: Bool
    /// Bytes of the text that belong to the number.
    var length: Int
    /// Whether grouping, full-width characters, a plus sign or an exponent were folded away.
    var isFolded: Bool
  }

  private var isFolded = false
  private var wholeDigits = 0
  private var fractionDigits = 0
  /// Digits since the last comma; nil before the first.
  private var group: Int?

  /// Appends the canonical decimal to `out`. `isNumber` is false where the head of the text is none.
  static func scan(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Found {
    var scanner = DecimalScanner()
    var cursor = ScalarCursor(text)
    var (length, exponent) = (0, 0)
    let start = out.count
    guard scanner.mantissa(&cursor, &length, &out) else { return Found(isNumber: false, length: 0, isFolded: false) }
    if let found = Self.exponent(text, at: length) {
      (exponent, length) = (found.value, found.end)
      scanner.isFolded = true
    }
    DecimalText.trimLeadingZeros(&out, from: start)
    if exponent != 0 { DecimalText.scale(&out, from: start, by: exponent) }
    return Found(isNumber: true, length: length, isFolded: scanner.isFolded)
  }

  private mutating func mantissa(_ cursor: inout ScalarCursor, _ length: inout Int, _ out: inout [UInt8]) -> Bool {
    var (hasPoint, isFirst) = (false, true)
    while let scalar = cursor.next() {
      let folded = ScalarClass.halfWidth(scalar)
      switch folded {
      case 0x30...0x39: count(hasPoint)
      case 0x2D where isFirst, 0x2212 where isFirst, 0x2B where isFirst: break
      case 0x2C where !hasPoint && wholeDigits > 0: guard beginGroup() else { return false }
      case 0x2E where !hasPoint: hasPoint = true
      default: return isComplete
      }
      if folded != scalar { isFolded = true }
      length = cursor.offset
      put(folded, &out)
      isFirst = false
    }
    return isComplete
  }

  private mutating func put(_ scalar: UInt32, _ out: inout [UInt8]) {
    switch scalar {
    case 0x2C, 0x2B: isFolded = true
    case 0x2212: out.append(ASCII.hyphen)
    default: out.append(UInt8(scalar))
    }
  }

  private mutating func count(_ hasPoint: Bool) {
    if hasPoint {
      fractionDigits += 1
    } else {
      wholeDigits += 1
      group = group.map { $0 + 1 }
    }
  }

  /// A comma may follow one to three digits, and then three each time.
  private mutating func beginGroup() -> Bool {
    guard group == nil ? wholeDigits <= 3 : group == 3 else { return false }
    group = 0
    return true
  }

  private var isComplete: Bool {
    wholeDigits + fractionDigits > 0 && (group == nil || group == 3) && wholeDigits <= 40 && fractionDigits <= 40
  }

  /// `E+7`, `e7`, `E-2` in ASCII, up to 30.
  private static func exponent(_ text: UnsafeRawBufferPointer, at start: Int) -> (value: Int, end: Int)? {
    var index = start
    guard index < text.count, text[index] | 0x20 == 0x65 else { return nil }
    index += 1
    let isNegative = index < text.count && text[index] == ASCII.hyphen
    if isNegative || index < text.count && text[index] == 0x2B { index += 1 }
    let first = index
    while index < text.count, index < first + 3, ASCII.isDigit(text[index]) { index += 1 }
    guard index > first, text.decimal(first..<index) <= 30 else { return nil }
    let value = text.decimal(first..<index)
    return (isNegative ? -value : value, index)
  }
}
