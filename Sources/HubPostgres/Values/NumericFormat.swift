/// PostgreSQL's binary numeric: digit count, weight, sign, decimals, then digits to the base 10,000
/// (src/backend/utils/adt/numeric.c, numeric_send).
enum NumericFormat {
  private static let negative: UInt16 = 0x4000
  private static let special: [UInt16: String] = [0xC000: "NaN", 0xD000: "Infinity", 0xF000: "-Infinity"]

  /// Writes the four-byte length and the value from `start` on; gives the number of bytes written.
  static func write(
    _ shape: DecimalShape, of text: UnsafeRawBufferPointer, to buffer: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    let groupsBefore = (shape.wholeDigits + 3) / 4
    // Zero groups in front are dropped, and those behind the last other one.
    var first = 0, written = 0, needed = 0
    for group in 0..<shape.groups {
      let value = shape.group(group - groupsBefore, of: text)
      if needed == 0, value == 0 { continue }
      if needed == 0 { (first, written) = (group, 0) }
      put(value, at: start + 12 + 2 * written, in: buffer)
      written += 1
      if value != 0 { needed = written }
    }
    let weight = needed == 0 ? 0 : groupsBefore - first - 1
    buffer.storeBytes(of: UInt32(8 + 2 * needed).bigEndian, toByteOffset: start, as: UInt32.self)
    put(UInt16(needed), at: start + 4, in: buffer)
    put(UInt16(bitPattern: Int16(weight)), at: start + 6, in: buffer)
    put(shape.isNegative && needed > 0 ? negative : 0, at: start + 8, in: buffer)
    put(UInt16(shape.decimals), at: start + 10, in: buffer)
    return 12 + 2 * needed
  }

  private static func put(_ number: UInt16, at offset: Int, in buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt16.self)
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

/// Where the digits of a canonical decimal stand in its text: `-`? digits ( `.` digits )?.
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

  /// Groups of four digits, before and behind the point.
  var groups: Int { (wholeDigits + 3) / 4 + (decimals + 3) / 4 }
  var longestEncoding: Int { 12 + 2 * groups }

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
