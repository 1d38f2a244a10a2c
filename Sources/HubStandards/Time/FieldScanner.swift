/// Reads digits and separators of a date or time from UTF-8, full-width forms included, without allocating.
struct FieldScanner {
  private var cursor: ScalarCursor
  /// The next scalar, half-width; nil at the end.
  private(set) var next: UInt32?

  init(_ text: UnsafeRawBufferPointer) {
    cursor = ScalarCursor(text)
    advance()
  }

  var isAtEnd: Bool { next == nil }

  @inline(__always) private mutating func advance() {
    next = cursor.next()
    if let scalar = next, scalar >= 0x80 { normalise(scalar) }
  }

  private mutating func normalise(_ first: UInt32) {
    var scalar: UInt32? = first
    while let invisible = scalar, ScalarClass.isInvisible(invisible) { scalar = cursor.next() }
    next = scalar.map(ScalarClass.halfWidth)
  }

  /// Between `least` and `most` decimal digits, or nil (some may then be consumed).
  mutating func digits(_ least: Int, _ most: Int) -> Int? {
    var (value, count) = (0, 0)
    while count < most, let digit = next, (0x30...0x39).contains(digit) {
      value = value * 10 + Int(digit - 0x30)
      count += 1
      advance()
    }
    return count >= least ? value : nil
  }

  /// Consumes `scalar` if it is next.
  mutating func take(_ scalar: UInt32) -> Bool {
    guard next == scalar else { return false }
    advance()
    return true
  }

  mutating func takeBlanks() {
    while let scalar = next, ScalarClass.isBlank(scalar) { advance() }
  }

  /// A fraction of a second in microseconds after its point, further digits dropped.
  mutating func microseconds() -> Int? {
    var (value, count) = (0, 0)
    while let digit = next, (0x30...0x39).contains(digit) {
      if count < 6 { value = value * 10 + Int(digit - 0x30) }
      count += 1
      advance()
    }
    guard (1...18).contains(count) else { return nil }
    for _ in min(count, 6)..<6 { value *= 10 }
    return value
  }
}
