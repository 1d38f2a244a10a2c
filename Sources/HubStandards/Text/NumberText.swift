/// The spelling rules common to all numbers: blanks around are dropped, full-width becomes half-width, letters become upper case.
/// Nothing inside a number is ever dropped, and digits of other scripts stay what they are, to be refused.
enum NumberText {
  /// Writes the folded text to `out` (cleared first). Returns `.normalised` where anything changed.
  static func fold(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Remarks {
    out.removeAll(keepingCapacity: true)
    if isPlain(text) {
      out.append(contentsOf: text)
      return []
    }
    return foldSlowly(text, into: &out)
  }

  /// Nearly every number: nothing but digits and upper-case letters.
  private static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where !ASCII.isDigit(byte) && !ASCII.isUpper(byte) { return false }
    return true
  }

  private static func foldSlowly(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Remarks {
    var cursor = ScalarCursor(text)
    var remarks: Remarks = []
    var end = 0
    while let scalar = cursor.next() {
      if ScalarClass.isInvisible(scalar) || ScalarClass.isBlank(scalar) && out.isEmpty {
        remarks.insert(.normalised)
        continue
      }
      let folded = ScalarClass.upper(ScalarClass.halfWidth(scalar))
      if folded != scalar { remarks.insert(.normalised) }
      out.append(scalar: folded)
      if !ScalarClass.isBlank(scalar) { end = out.count }
    }
    if end < out.count {
      remarks.insert(.normalised)
      out.removeLast(out.count - end)
    }
    return remarks
  }

  /// Why a folded text is no number of any kind, before its form is looked at: nothing there, masked, or ruined by a spreadsheet.
  static func commonFault(_ text: UnsafeRawBufferPointer) -> FormatFault? {
    if Placeholder.isPlaceholder(text) { return .placeholder }
    if isMasked(text) { return .maskedValue }
    if isFloat(text) { return .excelPrecisionLost }
    return nil
  }

  /// Fifteen digits and three zeros: what a spreadsheet keeps of eighteen digits.
  static func isCutToFifteen(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count == 18 && text.isDigits(0..<18) && text[15] == ASCII.zero && text[16] == ASCII.zero && text[17] == ASCII.zero
  }

  /// `1.10101E+17`, `1.1E17`, `110101198506159013.0`.
  private static func isFloat(_ text: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < text.count, ASCII.isDigit(text[index]) { index += 1 }
    guard index > 0, index < text.count else { return false }
    var hasMark = false
    if text[index] == ASCII.point {
      hasMark = true
      index += 1
      while index < text.count, ASCII.isDigit(text[index]) { index += 1 }
    }
    guard index < text.count else { return hasMark }
    return hasExponent(text, at: index, afterPoint: hasMark)
  }

  private static func hasExponent(_ text: UnsafeRawBufferPointer, at start: Int, afterPoint: Bool) -> Bool {
    var index = start
    guard text[index] == 0x45 else { return false }
    index += 1
    let isSigned = index < text.count && (text[index] == 0x2B || text[index] == ASCII.hyphen)
    if isSigned { index += 1 }
    // A credit code may hold an E among its digits, but neither a point nor a sign.
    return index < text.count && (afterPoint || isSigned || text.count <= 8) && text.isDigits(index..<text.count)
  }

  private static func isMasked(_ text: UnsafeRawBufferPointer) -> Bool {
    var cursor = ScalarCursor(text)
    while let scalar = cursor.next() {
      if ScalarClass.isMask(scalar) { return true }
    }
    return false
  }
}
