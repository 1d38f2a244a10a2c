import HubModel

/// `AAAAAA YYYYMMDD SSS C` (GB 11643-1999) and what shares its shape: residence permits (81, 82, 83) and the foreigner's card
/// of 2023, `9` province(2) ISO 3166 country(3) YYYYMMDD sequence(3) check.
enum EighteenDigits {
  /// Takes 17 digits and a digit or X.
  static func check(_ text: [UInt8], _ today: CivilDate) throws(FormatFault) -> PersonalNumberResult {
    let outcome = text.withUnsafeBytes { bytes in
      Result { () throws(FormatFault) in try check(bytes, today) }
    }
    return try outcome.get()
  }

  private static func check(_ text: UnsafeRawBufferPointer, _ today: CivilDate) throws(FormatFault) -> PersonalNumberResult {
    // Also where the check digit fits: one ruined number in eleven passes it.
    if NumberText.isCutToFifteen(text) { throw .excelPrecisionLost }
    guard text[0] != ASCII.zero else { throw .identifierMalformed }
    guard let birth = birthDate(text), birth.year >= 1800 else { throw .dateImpossible }
    guard birth <= today else { throw .dateInFuture }
    var remarks: Remarks = []
    if CheckCharacter.residentID(text.part(0..<17)) != text[17] { remarks.insert(.checkDiffers) }
    if !isRegionKnown(text) { remarks.insert(.regionUnknown) }
    return PersonalNumberResult(kind: kind(text), remarks: remarks)
  }

  static func birthDate(_ text: UnsafeRawBufferPointer) -> CivilDate? {
    CivilDate(year: text.decimal(6..<10), month: text.decimal(10..<12), day: text.decimal(12..<14))
  }

  static func kind(_ text: UnsafeRawBufferPointer) -> DocumentKind {
    switch (text[0], text[1]) {
    case (0x39, _): .foreignPermanentResident
    case (0x38, 0x31), (0x38, 0x32): .hongKongMacauResidencePermit
    case (0x38, 0x33): .taiwanResidencePermit
    default: .residentID
    }
  }

  private static func isRegionKnown(_ text: UnsafeRawBufferPointer) -> Bool {
    if text[0] == 0x39 { return Region.isKnownProvince(text.decimal(1..<3)) && Country.isKnown(numeric: text.decimal(3..<6)) }
    if text[0] == 0x38 { return (81...83).contains(text.decimal(0..<2)) && text.decimal(2..<6) == 0 }
    return Region.isKnownProvince(text.decimal(0..<2))
  }
}
