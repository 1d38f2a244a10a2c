/// Registration numbers older than the 15-digit ones: 企合苏镇分字第0010号 and the like, and cooperatives' numbers with NA.
enum LegacyRegistrationNumber {
  static func fits(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { isCooperative($0) || isWorded($0) }
  }

  /// 320382NA000123X: region(6) NA digits(6) digit or X.
  private static func isCooperative(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count == 15 && text.isDigits(0..<6) && text[6] == 0x4E && text[7] == 0x41 && text.isDigits(8..<14)
      && (ASCII.isDigit(text[14]) || text[14] == ASCII.letterX)
  }

  /// Begins with 企, 个 or 工商, or has 字 in it, and has three digits or more.
  private static func isWorded(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count <= 120 else { return false }
    var cursor = ScalarCursor(text)
    var (digits, isFirst, hasWord) = (0, true, false)
    while let scalar = cursor.next() {
      if scalar == 0x5B57 || isFirst && (scalar == 0x4F01 || scalar == 0x4E2A || scalar == 0x5DE5) { hasWord = true }
      isFirst = false
      if (0x30...0x39).contains(scalar) {
        digits += 1
      } else if !isAllowed(scalar) {
        return false
      }
    }
    return hasWord && digits >= 3
  }

  private static func isAllowed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x28, 0x29, 0x2D, 0x5B, 0x5D, 0x2F, 0x3014, 0x3015: true
    default: ScalarClass.isIdeograph(scalar) || ScalarClass.isBlank(scalar)
    }
  }

  /// Moves what is not blank to the front, in place.
  static func removeBlanks(_ text: inout [UInt8]) {
    let count = text.withUnsafeMutableBytes { bytes in
      var cursor = ScalarCursor(UnsafeRawBufferPointer(bytes))
      var (start, end) = (0, 0)
      while let scalar = cursor.next() {
        if !ScalarClass.isBlank(scalar) {
          for index in start..<cursor.offset {
            bytes[end] = bytes[index]
            end += 1
          }
        }
        start = cursor.offset
      }
      return end
    }
    text.removeLast(text.count - count)
  }
}
