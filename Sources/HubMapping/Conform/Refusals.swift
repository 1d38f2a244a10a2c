/// Forms that a field may refuse before it is read.
enum Refusals {
  static func isMasked(_ text: TextView) -> Bool {
    for index in 0..<text.count where text[index] == 0x2A || (text[index] == 0xEF && text.has([0xEF, 0xBC, 0x8A], at: index)) {
      return true
    }
    return false
  }

  /// `1.10101E+17`, or eighteen digits of which the last three are zero.
  static func isExcelDamaged(_ text: TextView) -> Bool {
    guard text.count >= 5 else { return false }
    var digits = 0
    while digits < text.count, text[digits] >= 0x30, text[digits] <= 0x39 { digits += 1 }
    if digits == text.count {
      return digits == 18 && text[15] == 0x30 && text[16] == 0x30 && text[17] == 0x30
    }
    guard digits > 0 else { return false }
    var index = digits
    if text[index] == 0x2E {
      index += 1
      while index < text.count, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
      // Long numbers have no fraction: `110101198506159013.0` went through a float.
      if index == text.count { return digits >= 15 }
    }
    guard index + 1 < text.count, text[index] | 0x20 == 0x65 else { return false }
    return text[index + 1] == 0x2B
      || (text[index] != 0x65 && text[index + 1] >= 0x30 && text[index + 1] <= 0x39 && text.count - index <= 3)
  }

  static func hasPrivateUse(_ text: TextView) -> Bool {
    var index = 0
    while index < text.count {
      guard text[index] >= 0xEE else {
        index += 1
        continue
      }
      let (value, length) = text.scalar(at: index)
      if (0xE000...0xF8FF).contains(value) || value >= 0xF0000 { return true }
      index += length
    }
    return false
  }
}
