/// GB 11714 organisation codes, 9 characters, with or without the hyphen before the last.
package enum OrganisationCode {
  /// Canonical is without the hyphen, as in positions 9–17 of a credit code. `out` is cleared first.
  package static func parse(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) throws(FormatFault) -> Remarks {
    var remarks = NumberText.fold(text, into: &out)
    removeHyphen(&out)
    let outcome = out.withUnsafeBytes { bytes -> (fault: FormatFault?, fits: Bool) in
      guard isWellFormed(bytes) else { return (NumberText.commonFault(bytes) ?? .identifierMalformed, false) }
      return (nil, CheckCharacter.organisationCode(bytes.part(0..<8)) == bytes[8])
    }
    if let fault = outcome.fault { throw fault }
    if !outcome.fits { remarks.insert(.organisationCodeCheckDiffers) }
    return remarks
  }

  package static func parse(_ text: String) throws(FormatFault) -> (canonical: String, remarks: Remarks) {
    var bytes: [UInt8] = []
    let remarks = try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, into: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), remarks)
  }

  private static func isWellFormed(_ text: UnsafeRawBufferPointer) -> Bool {
    text.count == 9 && text[0..<8].allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) }
      && (ASCII.isDigit(text[8]) || text[8] == ASCII.letterX)
  }

  /// `-` or another dash as the ninth of ten characters.
  private static func removeHyphen(_ text: inout [UInt8]) {
    if text.count == 10, text[8] == ASCII.hyphen {
      text.remove(at: 8)
    } else if text.count == 12, text[8] == 0xE2, text[9] == 0x80, (0x90...0x95).contains(text[10]) {
      text.removeSubrange(8..<11)
    }
  }
}
