/// PostgreSQL's binary numeric: digit count, weight, sign, decimals, then digits to the base 10,000
/// (src/backend/utils/adt/numeric.c, numeric_send).
enum NumericFormat {
  private static let negative: UInt16 = 0x4000
  private static let special: [UInt16: String] = [0xC000: "NaN", 0xD000: "Infinity", 0xF000: "-Infinity"]

  /// Appends the four-byte length and the value of a canonical decimal: `-`? digits ( `.` digits )?.
  /// False, with nothing appended, when the text is not one.
  static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) -> Bool {
    guard let shape = DecimalShape(text) else { return false }
    bytes.appendSized { append(shape, of: text, to: &$0) }
    return true
  }

  private static func append(_ shape: DecimalShape, of text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let header = bytes.count
    for _ in 0..<4 { bytes.appendBigEndian(UInt16(0)) }
    let groupsBefore = (shape.wholeDigits + 3) / 4
    let groups = groupsBefore + (shape.decimals + 3) / 4
    var written = 0, leading = 0, trailing = 0
    for group in 0..<groups {
      let value = shape.group(group - groupsBefore, of: text)
      if written == 0, value == 0 { leading += 1; continue }
      bytes.appendBigEndian(value)
      written += 1
      trailing = value == 0 ? trailing + 1 : 0
    }
    bytes.removeLast(trailing * 2)
    written -= trailing
    put(UInt16(written), at: header, in: &bytes)
    put(UInt16(bitPattern: Int16(written == 0 ? 0 : groupsBefore - leading - 1)), at: header + 2, in: &bytes)
    put(shape.isNegative && written > 0 ? negative : 0, at: header + 4, in: &bytes)
    put(UInt16(shape.decimals), at: header + 6, in: &bytes)
  }

  private static func put(_ number: UInt16, at offset: Int, in bytes: inout [UInt8]) {
    bytes[offset] = UInt8(number >> 8)
    bytes[offset + 1] = UInt8(number & 255)
  }

  /// Nil when the bytes are no numeric.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count >= 8 else { return nil }
    let count = Int(bytes.bigEndian(0, as: UInt16.self)), weight = Int(bytes.bigEndian(2, as: Int16.self))
    let sign: UInt16 = bytes.bigEndian(4), decimals = Int(bytes.bigEndian(6, as: UInt16.self))
    if let word = special[sign] { return word }
    guard bytes.count >= 8 + 2 * count else { return nil }
    func digits(_ position: Int) -> String {
      let index = weight - position
      let value = index >= 0 && index < count ? bytes.bigEndian(8 + 2 * index, as: UInt16.self) : 0
      let text = String(value)
      return String(repeating: "0", count: 4 - text.count) + text
    }
    let whole = weight < 0 ? "0" : String((0...weight).reversed().map(digits).joined().drop { $0 == "0" })
    let fraction = (0..<(decimals + 3) / 4).map { digits(-1 - $0) }.joined().prefix(decimals)
    return (sign == negative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (decimals > 0 ? "." + fraction : "")
  }
}

/// Where the digits of a decimal stand in its text.
struct DecimalShape {
  let isNegative: Bool
  let start: Int
  let wholeDigits: Int
  let decimals: Int

  init?(_ text: UnsafeRawBufferPointer) {
    isNegative = text.first == 0x2D
    start = isNegative ? 1 : 0
    var point = -1
    for index in start..<max(start, text.count) {
      let byte = text[index]
      if byte == 0x2E, point < 0, index > start { point = index; continue }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
    }
    wholeDigits = (point < 0 ? text.count : point) - start
    decimals = point < 0 ? 0 : text.count - point - 1
    guard wholeDigits > 0, point < 0 || decimals > 0, wholeDigits <= 131_072, decimals <= 16_383 else { return nil }
  }

  /// Four digits as a number: group −1 ends at the point, group 0 begins behind it.
  func group(_ index: Int, of text: UnsafeRawBufferPointer) -> UInt16 {
    let first = start + wholeDigits + index * 4
    let point = start + wholeDigits
    var value: UInt16 = 0
    for position in first..<first + 4 {
      let offset = index < 0 ? position : position + 1
      let isDigit = index < 0 ? position >= start : offset <= point + decimals
      value = value * 10 + (isDigit ? UInt16(text[offset] - 0x30) : 0)
    }
    return value
  }
}
