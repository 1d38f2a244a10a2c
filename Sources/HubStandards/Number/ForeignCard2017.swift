import HubModel

/// The foreigner's permanent residence card of 2017: ISO 3166 alpha-3 country, province and city(4), YYMMDD, sequence(1), check(1).
enum ForeignCard2017 {
  /// Takes three letters and 12 digits. The century is unknown: no birthday is derived, but the day must exist in one.
  static func check(_ text: [UInt8]) throws(FormatFault) -> PersonalNumberResult {
    let outcome = text.withUnsafeBytes { bytes in
      Result { () throws(FormatFault) in try check(bytes) }
    }
    return try outcome.get()
  }

  private static func check(_ text: UnsafeRawBufferPointer) throws(FormatFault) -> PersonalNumberResult {
    let (year, month, day) = (text.decimal(7..<9), text.decimal(9..<11), text.decimal(11..<13))
    guard CivilDate(year: 2000 + year, month: month, day: day) != nil else { throw .dateImpossible }
    var remarks: Remarks = []
    if CheckCharacter.foreignCard2017(text.part(0..<14)) != text[14] { remarks.insert(.checkDiffers) }
    if !Region.isKnownProvince(text.decimal(3..<5)) || Country.numeric(alpha3: text.part(0..<3)) == nil {
      remarks.insert(.regionUnknown)
    }
    return PersonalNumberResult(kind: .foreignPermanentResident, remarks: remarks)
  }
}
