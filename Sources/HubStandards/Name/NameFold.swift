/// Scalar by scalar, what the comparison form has in place of what is written.
enum NameFold {
  private static let middleDot: UInt32 = 0xB7

  /// Keyboards and card readers emit different dots between the parts of a name, the full stop among them.
  static func person(_ scalar: UInt32) -> UInt32 {
    isDot(scalar) ? middleDot : common(scalar)
  }

  /// As in a person's name; besides, dashes and quotation marks of all shapes, and brackets of the small forms.
  static func organisation(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x2010...0x2015, 0x2212, 0x2500, 0xFE58, 0xFE63: 0x2D
    case 0x201C...0x201F, 0x301D...0x301F, 0x2033: 0x22
    case 0x2018...0x201B, 0x2032: 0x27
    default: isDot(scalar) ? middleDot : common(scalar)
    }
  }

  private static func common(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case ..<0x2E80: ScalarClass.upper(scalar)
    case 0xFE50...0xFE6B: ScalarClass.upper(smallForm(scalar))
    case 0xFE35, 0xFE36: scalar - 0xFE35 + 0x28
    default: ScalarClass.upper(ScalarClass.halfWidth(TwiceEncoded.ideograph(for: scalar)))
    }
  }

  /// U+FE50…FE6B, the small form variants of CNS 11643.
  private static func smallForm(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xFE50: 0x2C
    case 0xFE51: 0x3001
    case 0xFE54: 0x3B
    case 0xFE55: 0x3A
    case 0xFE56: 0x3F
    case 0xFE57: 0x21
    case 0xFE59, 0xFE5A: scalar - 0xFE59 + 0x28
    case 0xFE5B: 0x7B
    case 0xFE5C: 0x7D
    case 0xFE5D, 0xFE5E: scalar - 0xFE5D + 0x3014
    case 0xFE5F: 0x23
    case 0xFE60: 0x26
    case 0xFE61: 0x2A
    case 0xFE62: 0x2B
    default: scalar
    }
  }

  static func isDot(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E, 0xB7, 0x387, 0x16EB, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x2E30, 0x2E31, 0x2E33, 0x3002, 0x30FB,
      0xA78F, 0xFE52, 0xFF0E, 0xFF61, 0xFF65, 0x10101:
      true
    default: false
    }
  }

  static func isMask(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2A, 0xFF0A, 0x2217, 0x2588, 0x25A0, 0x25CF: true
    default: false
    }
  }

  /// Latin letters (with marks) and digits: between two of them a blank divides words.
  static func isWordCharacter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x24F: scalar != 0xD7 && scalar != 0xF7
    case 0x300...0x36F, 0x370...0x6FF, 0xF00...0xFFF, 0x1820...0x18AA, 0x1E00...0x1EFF: scalar != 0x387
    default: false
    }
  }
}
