/// Walks UTF-8 scalar by scalar without allocating. A byte that begins no scalar reads as U+FFFD of length 1.
struct ScalarCursor {
  let text: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  static let replacement: UInt32 = 0xFFFD

  /// The next scalar, or nil at the end.
  @inline(__always) mutating func next() -> UInt32? {
    guard offset < text.count else { return nil }
    let lead = text[offset]
    if lead < 0x80 {
      offset += 1
      return UInt32(lead)
    }
    return multibyte(lead)
  }

  private mutating func multibyte(_ lead: UInt8) -> UInt32 {
    let (length, bits, least): (Int, UInt32, UInt32) =
      switch lead {
      case 0xC2...0xDF: (2, UInt32(lead & 0x1F), 0x80)
      case 0xE0...0xEF: (3, UInt32(lead & 0x0F), 0x800)
      case 0xF0...0xF4: (4, UInt32(lead & 0x07), 0x1_0000)
      default: (1, 0, 0)
      }
    guard length > 1, let value = tail(length, bits), value >= least, value <= 0x10_FFFF, value & 0xFFFF_F800 != 0xD800
    else {
      offset += 1
      return Self.replacement
    }
    offset += length
    return value
  }

  private func tail(_ length: Int, _ bits: UInt32) -> UInt32? {
    guard offset + length <= text.count else { return nil }
    var value = bits
    for index in offset + 1..<offset + length {
      guard text[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(text[index] & 0x3F)
    }
    return value
  }
}

extension [UInt8] {
  /// Appends one scalar as UTF-8.
  @inline(__always) mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      append(UInt8(value))
    } else {
      appendMultibyte(value)
    }
  }

  private mutating func appendMultibyte(_ value: UInt32) {
    switch value {
    case ..<0x800: append(UInt8(0xC0 | value >> 6))
    case ..<0x1_0000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
    default:
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
    }
    append(UInt8(0x80 | value & 0x3F))
  }
}
