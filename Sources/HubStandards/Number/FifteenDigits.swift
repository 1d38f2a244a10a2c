import HubModel

/// The 15-digit numbers of GB 11643-1989: region(6) YYMMDD(6) sequence(3).
enum FifteenDigits {
  /// Inserts the century and appends the check digit. Sequence numbers 996–999 mark people who were over a hundred: century 18.
  static func upgrade(_ text: inout [UInt8]) throws(FormatFault) -> PersonalNumberResult {
    // Residence permits (8…) and foreigners' cards (9…) never had 15 digits.
    guard text[0] != ASCII.zero, text[0] < 0x38 else { throw .identifierMalformed }
    let isCentenarian = text[12] == 0x39 && text[13] == 0x39 && text[14] >= 0x36
    insertCentury(&text, isCentenarian ? 0x38 : 0x39)
    var remarks: Remarks = isCentenarian ? [.upgradedFrom15, .centuryAssumed] : .upgradedFrom15
    let outcome = text.withUnsafeBytes { bytes -> (check: UInt8?, isDate: Bool, isRegion: Bool) in
      (CheckCharacter.residentID(bytes), EighteenDigits.birthDate(bytes) != nil, Region.isKnownProvince(bytes.decimal(0..<2)))
    }
    guard outcome.isDate, let check = outcome.check else { throw .dateImpossible }
    text.append(check)
    if !outcome.isRegion { remarks.insert(.regionUnknown) }
    return PersonalNumberResult(kind: .residentID, remarks: remarks)
  }

  private static func insertCentury(_ text: inout [UInt8], _ hundreds: UInt8) {
    text.append(0)
    text.append(0)
    for index in stride(from: 16, to: 7, by: -1) { text[index] = text[index - 2] }
    text[6] = 0x31
    text[7] = hundreds
  }
}

extension PersonalNumber {
  /// Appends the 15-digit form that `canonical` was brought up from, for the alias. Only for a number with `.upgradedFrom15`:
  /// cutting other numbers would merge people born a hundred years apart.
  package static func appendFifteen(of canonical: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    guard canonical.count == 18 else { return }
    for index in 0..<17 where index != 6 && index != 7 { out.append(canonical[index]) }
  }
}
