/// What stands beside an amount: unit, currency, brackets, in any order: `(万元(人民币))`, `万港币`, `( 万人民币元)`.
struct MoneyWords {
  private(set) var unit: Money.Unit?
  private(set) var currency: Currency?
  /// 元 or 圆 without a currency's name.
  private(set) var hasYuan = false

  /// nil where a word is unknown or two contradict each other.
  init?(_ text: UnsafeRawBufferPointer) {
    var rest = text
    while !rest.isEmpty {
      if let length = Self.skipped(rest) {
        rest = rest.part(length..<rest.count)
      } else if let (word, length) = Self.word(at: rest), take(word) {
        rest = rest.part(length..<rest.count)
      } else {
        return nil
      }
    }
  }

  enum Word: Sendable {
    case unit(Money.Unit)
    case currency(Currency)
    case yuan
  }

  private mutating func take(_ word: Word) -> Bool {
    switch word {
    case .unit(let found):
      guard unit == nil else { return false }
      unit = found
    case .currency(let found):
      guard currency == nil || currency == found else { return false }
      currency = found
    case .yuan: hasYuan = true
    }
    return true
  }

  /// Length of a blank or bracket at the head.
  private static func skipped(_ text: UnsafeRawBufferPointer) -> Int? {
    var cursor = ScalarCursor(text)
    guard let scalar = cursor.next() else { return nil }
    switch ScalarClass.halfWidth(scalar) {
    case 0x28, 0x29, 0x5B, 0x5D, 0x3A, 0x3B, 0x3010, 0x3011, 0x3014, 0x3015, 0xFE59, 0xFE5A: return cursor.offset
    default: return ScalarClass.isBlank(scalar) || ScalarClass.isInvisible(scalar) ? cursor.offset : nil
    }
  }

  private static func word(at text: UnsafeRawBufferPointer) -> (Word, Int)? {
    for entry in table where text.begins(with: entry.bytes) { return (entry.word, entry.bytes.count) }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Lower-case ASCII counts as upper case.
  fileprivate func begins(with word: [UInt8]) -> Bool {
    guard count >= word.count else { return false }
    for index in 0..<word.count {
      let byte = self[index]
      if (byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte) != word[index] { return false }
    }
    return true
  }
}
