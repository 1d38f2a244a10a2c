import HubModel

import HubStandards

/// A transform made ready to run on bytes.
struct Step: Sendable {
  let word: Transform.Word
  let bytes: [UInt8]
  let count: Int

  init(_ transform: Transform) {
    word = transform.word
    bytes = Array(transform.argument.utf8)
    count = Int(transform.argument) ?? 0
  }

  /// The changed text: a part of `text`, or in `space` until the next step but one.
  func apply(_ text: TextView, _ space: TextWorkspace) -> TextView {
    switch word {
    case .trim: text.trimmed()
    case .upper: mapASCII(text, space, from: 0x61...0x7A, to: 0x41)
    case .lower: mapASCII(text, space, from: 0x41...0x5A, to: 0x61)
    case .excelText: excelText(text)
    case .dayOfTime: dayOfTime(text)
    case .before: text.firstIndex(of: bytes).map { text.dropping(0, text.count - $0) } ?? text
    case .after: text.firstIndex(of: bytes).map { text.dropping($0 + bytes.count) } ?? text
    case .remove: remove(text, space)
    case .first: first(text)
    case .last: last(text)
    case .pad: pad(text, space)
    case .digitsOnly: map(text, space) { $0 >= 0x30 && $0 <= 0x39 ? $0 : nil }
    case .removeSpaces: map(text, space) { isBlank($0) ? nil : $0 }
    case .collapseSpaces: collapse(text, space, isBlank)
    case .lineBreaksToSpaces where !hasLineBreak(text): text
    case .lineBreaksToSpaces: collapse(text, space) { $0 == 0x0A || $0 == 0x0D || $0 == 0x2028 || $0 == 0x2029 }
    case .removeControls: removeControls(text, space)
    case .halfWidth: text.isASCII ? text : map(text, space, Self.halfWidth)
    case .personName, .organisationName: text.isASCII ? text : replaceLeftovers(text, space)
    case .middleDot: map(text, space) { Self.dots.contains($0) ? 0xB7 : $0 }
    case .hyphens: map(text, space) { Self.dashes.contains($0) ? 0x2D : $0 }
    case .halfBrackets: map(text, space) { Self.brackets.contains($0) ? $0 - 0xFEE0 : $0 }
    case .fullBrackets: map(text, space) { Self.brackets.contains($0 &+ 0xFEE0) ? $0 + 0xFEE0 : $0 }
    case .date, .time, .unit, .capital, .capitalCurrency: text
    }
  }

  private func hasLineBreak(_ text: TextView) -> Bool {
    for index in 0..<text.count where text[index] == 0x0A || text[index] == 0x0D || text[index] == 0xE2 { return true }
    return false
  }

  /// Private-use leftovers of GBK and older editions of GB 18030.
  private func replaceLeftovers(_ text: TextView, _ space: TextWorkspace) -> TextView {
    guard Refusals.hasPrivateUse(text) else { return text }
    return map(text, space) { scalar in
      let replaced = PrivateUse.replacement(for: scalar)
      if replaced != scalar { space.leftoversReplaced += 1 }
      return replaced
    }
  }

  private static let dots: Set<UInt32> = [0x2022, 0x2027, 0x30FB, 0xFF0E, 0xFF65, 0x22C5, 0x2219]
  private static let dashes: Set<UInt32> = [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE63, 0xFF0D]
  private static let brackets: Set<UInt32> = [0xFF08, 0xFF09, 0xFF3B, 0xFF3D, 0xFF5B, 0xFF5D]

  static func halfWidth(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xFF01...0xFF5E: scalar - 0xFEE0
    case 0x3000: 0x20
    default: scalar
    }
  }
}
