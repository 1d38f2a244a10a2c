package import HubModel

/// Numbers of personal documents: GB 11643 identity numbers of 18 and 15 digits, residence permits of 2018,
/// both editions of the foreigner's permanent residence card, and, where the kind is stated, travel documents.
///
/// A number is refused for its form, an impossible date, a mask or a spreadsheet's damage; never for its check character or region.
package enum PersonalNumber {
  /// Brings `text` (UTF-8) to canonical form in `out`, which is cleared first. Does not allocate beyond `out`'s growth.
  /// - Parameters:
  ///   - kind: the stated document; nil to read it from the number (travel documents cannot be read so).
  ///   - today: births after it are refused.
  package static func parse(
    _ text: UnsafeRawBufferPointer, kind: DocumentKind? = nil, today: CivilDate = .today, into out: inout [UInt8]
  ) throws(FormatFault) -> PersonalNumberResult {
    let folding = NumberText.fold(text, into: &out)
    if let kind, TravelDocument.covers(kind) { return try TravelDocument.check(&out, kind, folding) }
    let found: PersonalNumberResult
    switch Form(of: out) {
    case .eighteen: found = try EighteenDigits.check(out, today)
    case .fifteen: found = try FifteenDigits.upgrade(&out)
    case .foreign2017: found = try ForeignCard2017.check(out)
    case nil: throw fault(in: out)
    }
    if let kind, kind != found.kind { throw .kindDiffers }
    return PersonalNumberResult(kind: found.kind, remarks: found.remarks.union(folding))
  }

  private static func fault(in text: [UInt8]) -> FormatFault {
    text.withUnsafeBytes { bytes in
      if let fault = NumberText.commonFault(bytes) { return fault }
      return hasRunOfX(bytes) ? .maskedValue : .identifierMalformed
    }
  }

  private static func hasRunOfX(_ text: UnsafeRawBufferPointer) -> Bool {
    var run = 0
    for byte in text {
      run = byte == ASCII.letterX ? run + 1 : 0
      if run == 3 { return true }
    }
    return false
  }

  /// The forms that can be told apart without knowing the document.
  private enum Form {
    case eighteen, fifteen, foreign2017

    init?(of text: [UInt8]) {
      let form = text.withUnsafeBytes { bytes -> Form? in
        switch bytes.count {
        case 18 where bytes.isDigits(0..<17) && (ASCII.isDigit(bytes[17]) || bytes[17] == ASCII.letterX): .eighteen
        case 15 where bytes.isDigits(0..<15): .fifteen
        case 15 where bytes.isDigits(3..<15) && bytes[0..<3].allSatisfy(ASCII.isUpper): .foreign2017
        default: nil
        }
      }
      guard let form else { return nil }
      self = form
    }
  }
}
