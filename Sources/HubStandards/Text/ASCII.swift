/// The bytes that the rules speak of.
enum ASCII {
  static let zero: UInt8 = 0x30
  static let hyphen: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let letterX: UInt8 = 0x58

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
}

extension UnsafeRawBufferPointer {
  /// Whether all of `range` is ASCII digits.
  func isDigits(_ range: Range<Int>) -> Bool {
    guard range.upperBound <= count else { return false }
    for index in range where !ASCII.isDigit(self[index]) { return false }
    return true
  }

  /// The decimal value of the ASCII digits in `range`; the caller has checked them.
  func decimal(_ range: Range<Int>) -> Int {
    var value = 0
    for index in range { value = value * 10 + Int(self[index] &- ASCII.zero) }
    return value
  }

  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self[range]) }
}

extension String {
  /// Runs `body` on the UTF-8 bytes, in place where the string allows.
  func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    var copy = self
    let result = copy.withUTF8 { buffer -> Result<R, E> in
      Result { () throws(E) in try body(UnsafeRawBufferPointer(buffer)) }
    }
    return try result.get()
  }
}
