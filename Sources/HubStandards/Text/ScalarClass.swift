/// What a scalar is to the rules of this module. Closed lists of our own: Unicode's digit and letter properties
/// would let Arabic-Indic digits or 一 through as numbers.
enum ScalarClass {
  /// Blanks of any width, line breaks included.
  static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0: true
    default: false
    }
  }

  /// Invisible: zero-width and direction marks, byte order mark, soft hyphen, variation selectors.
  static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  static func isControl(_ scalar: UInt32) -> Bool {
    scalar < 0x20 && !(0x09...0x0D).contains(scalar) || (0x7F...0x9F).contains(scalar) && scalar != 0x85
  }

  /// Full-width ASCII to ASCII; every other scalar stays.
  @inline(__always) static func halfWidth(_ scalar: UInt32) -> UInt32 {
    scalar >= 0xFF01 && scalar <= 0xFF5E ? scalar - 0xFEE0 : scalar
  }

  @inline(__always) static func upper(_ scalar: UInt32) -> UInt32 {
    scalar >= 0x61 && scalar <= 0x7A ? scalar - 0x20 : scalar
  }

  static func isPrivateUse(_ scalar: UInt32) -> Bool {
    (0xE000...0xF8FF).contains(scalar) || scalar >= 0xF0000
  }

  /// Stars, blocks and circles that hide characters.
  static func isMask(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2A, 0xFF0A, 0x2217, 0x204E, 0x2588, 0x25A0, 0x25CF, 0x25CB, 0x25A1, 0x2022: true
    default: false
    }
  }

  static func isIdeograph(_ scalar: UInt32) -> Bool {
    (0x3400...0x9FFF).contains(scalar) || scalar == 0x3007 || (0xF900...0xFAFF).contains(scalar)
      || (0x2_0000...0x3_FFFF).contains(scalar)
  }
}
