package import HubModel

/// What a terminal may show of a value: levels 1 and 2 as they are; of the others only the shape.
package enum ShapeMask {
  /// `样本` → `字字`, `110101…013` → `999…999`. Length, signs and blanks stay, so that a steward sees what is wrong with a form;
  /// nothing of the data does.
  package static func shown(_ value: String, level: Level) -> String {
    guard level.isSealed else { return value }
    var result = ""
    for scalar in value.unicodeScalars { result.unicodeScalars.append(shape(scalar)) }
    return result
  }

  private static func shape(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x30...0x39, 0xFF10...0xFF19: scalar.value < 0x80 ? "9" : "９"
    case 0x41...0x5A: "A"
    case 0x61...0x7A: "a"
    case 0x20...0x7E, 0xB7, 0x3000, 0x2022, 0xFF01...0xFF5E: scalar
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: "□"
    case 0..<0x20, 0x7F...0xA0: "␣"
    default: "字"
    }
  }
}
