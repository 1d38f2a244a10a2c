extension Money {
  /// What a capital says besides its amount.
  package struct Capital: Sendable, Equatable {
    /// Whether the text has an amount that can be trusted; the buffer is empty otherwise.
    package let hasAmount: Bool
    package let currency: Currency?
    package let remarks: Remarks
  }

  /// Reads a registered capital as registers print it: amount, unit, currency, or nothing of them:
  /// `50(万元人民币)`, `100万人民币`, `9(万元(人民币))`, `1(人民币元)`, `万港币`, `9()`, `N/A`, `0`.
  ///
  /// Writes the amount in whole currency units to `out` (cleared first). An amount other than zero without a unit is left out
  /// (`.unitUnknown`): registers count in 万元 by habit, and habit is not data.
  /// - Parameter declared: the unit of amounts without one, where the mapping declares it.
  /// - Throws: `placeholder` for an empty text or a word like N/A, `amountMalformed` for anything that is not wholly understood.
  package static func capital(
    _ text: UnsafeRawBufferPointer, declared: Unit? = nil, into out: inout [UInt8]
  ) throws(FormatFault) -> Capital {
    out.removeAll(keepingCapacity: true)
    let trimmed = text.trimmed
    if Placeholder.isPlaceholder(trimmed) { throw .placeholder }
    let sign = currencySignLength(trimmed)
    let number = DecimalScanner.scan(trimmed.part(sign..<trimmed.count), into: &out)
    guard let words = MoneyWords(trimmed.part((number.isNumber ? sign + number.length : 0)..<trimmed.count)) else {
      throw trimmed.contains(0x2A) ? .maskedValue : .amountMalformed
    }
    let currency = words.currency ?? (sign > 0 ? .renminbi : nil)
    var remarks: Remarks = number.isFolded || trimmed.count != text.count ? .normalised : []
    if !number.isNumber { out.removeAll(keepingCapacity: true) }
    scale(&out, words, declared, currency, &remarks)
    if currency == nil, words.hasYuan { remarks.insert(.currencyAssumed) }
    return Capital(hasAmount: !out.isEmpty, currency: currency ?? (words.hasYuan ? .renminbi : nil), remarks: remarks)
  }

  package static func capital(
    _ text: String, declared: Unit? = nil
  ) throws(FormatFault) -> (amount: String?, currency: Currency?, remarks: Remarks) {
    var bytes: [UInt8] = []
    let found = try text.withBytes { (utf8) throws(FormatFault) in try capital(utf8, declared: declared, into: &bytes) }
    return (found.hasAmount ? String(decoding: bytes, as: UTF8.self) : nil, found.currency, found.remarks)
  }

  private static func scale(
    _ out: inout [UInt8], _ words: MoneyWords, _ declared: Unit?, _ currency: Currency?, _ remarks: inout Remarks
  ) {
    if out.isEmpty { return }
    // A currency's or 元's own name is a unit of one; zero needs none.
    let written = words.unit ?? (words.hasYuan || currency != nil ? .one : nil)
    if let unit = written ?? declared { return DecimalText.scale(&out, by: unit.exponent) }
    if out.withUnsafeBytes({ DecimalText.significant($0) }) == (0, 0) { return }
    out.removeAll(keepingCapacity: true)
    remarks.insert(.unitUnknown)
  }

  /// ¥ or ￥ before the number.
  private static func currencySignLength(_ text: UnsafeRawBufferPointer) -> Int {
    var cursor = ScalarCursor(text)
    let first = cursor.next()
    return first == 0xA5 || first == 0xFFE5 ? cursor.offset : 0
  }
}
