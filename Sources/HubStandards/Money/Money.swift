/// Exact decimal amounts as departments write them. No binary float is ever involved.
package enum Money {
  /// The multiple in which a column is declared or a text is written.
  package enum Unit: Int, Sendable, CaseIterable {
    case one = 0
    case hundred = 2
    case thousand = 3
    case tenThousand = 4
    case hundredThousand = 5
    case million = 6
    case tenMillion = 7
    case hundredMillion = 8

    /// 元 百元 千元 万元 十万元 百万元 千万元 亿元, with or without 元.
    package init?(word: String) {
      let table: [String: Unit] = [
        "": .one, "百": .hundred, "千": .thousand, "万": .tenThousand, "十万": .hundredThousand, "百万": .million, "千万": .tenMillion,
        "亿": .hundredMillion,
      ]
      guard let unit = table[word.replacing("元", with: "")] else { return nil }
      self = unit
    }

    /// Power of ten.
    package var exponent: Int { rawValue }
  }

  /// Writes the canonical decimal to `out` (cleared first): ASCII, no grouping, no leading zeros, trailing zeros as written, no exponent.
  ///
  /// Grouping must be by thousands throughout; full-width forms are folded (`.normalised`); `1.75E+7` is 17500000.
  /// - Parameter unit: the unit that the mapping declares for the column. Amounts are then brought to one (元), and the text may repeat
  ///   just this unit. Without it a text with a unit is refused: the hub does not guess.
  package static func amount(
    _ text: UnsafeRawBufferPointer, unit: Unit? = nil, into out: inout [UInt8]
  ) throws(FormatFault) -> Remarks {
    out.removeAll(keepingCapacity: true)
    let trimmed = text.trimmed
    if Placeholder.isPlaceholder(trimmed) { throw .placeholder }
    var remarks: Remarks = trimmed.count == text.count ? [] : .normalised
    let number = DecimalScanner.scan(trimmed, into: &out)
    guard number.isNumber else { throw trimmed.contains(0x2A) ? .maskedValue : .amountMalformed }
    if number.isFolded { remarks.insert(.normalised) }
    if number.length < trimmed.count { try checkUnit(trimmed.part(number.length..<trimmed.count), unit) }
    if let unit { DecimalText.scale(&out, by: unit.exponent) }
    return remarks
  }

  package static func amount(_ text: String, unit: Unit? = nil) throws(FormatFault) -> (canonical: String, remarks: Remarks) {
    var bytes: [UInt8] = []
    let remarks = try text.withBytes { (utf8) throws(FormatFault) in try amount(utf8, unit: unit, into: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), remarks)
  }

  /// Whether a canonical decimal fits PostgreSQL's `numeric(precision, scale)` without rounding.
  package static func fits(_ canonical: UnsafeRawBufferPointer, precision: Int, scale: Int) -> Bool {
    let digits = DecimalText.significant(canonical)
    return digits.whole <= precision - scale && digits.fraction <= scale
  }

  package static func fits(_ canonical: String, precision: Int, scale: Int) -> Bool {
    canonical.withBytes { fits($0, precision: precision, scale: scale) }
  }

  /// What follows the number must be the declared unit and no currency but the renminbi.
  private static func checkUnit(_ rest: UnsafeRawBufferPointer, _ declared: Unit?) throws(FormatFault) {
    guard let words = MoneyWords(rest) else { throw rest.contains(0x2A) ? .maskedValue : .amountMalformed }
    guard let declared, words.unit == nil || words.unit == declared, words.currency == nil || words.currency == .renminbi else {
      throw .amountUnit
    }
  }
}
