import HubModel

/// GB 32100-2015: authority(1) category(1) region(6 digits) organisation code(9) check(1).
enum CreditCode {
  /// nil where the 18 characters are not all of the alphabet, or the region is not digits.
  static func check(_ text: UnsafeRawBufferPointer) throws(FormatFault) -> EnterpriseCode.Result? {
    for byte in text where CreditCodeAlphabet.value(of: byte) == nil { return nil }
    guard text.isDigits(2..<8) else { return nil }
    let checkFits = CheckCharacter.creditCode(text.part(0..<17)) == text[17]
    let organisationFits = CheckCharacter.organisationCode(text.part(8..<16)) == text[16]
    // A text of all digits may rightly end in 000; both checks pass by chance in one of 341.
    if NumberText.isCutToFifteen(text), !(checkFits && organisationFits) { throw .excelPrecisionLost }
    var remarks: Remarks = []
    if !checkFits { remarks.insert(.checkDiffers) }
    if !organisationFits { remarks.insert(.organisationCodeCheckDiffers) }
    if !isAuthorityKnown(text[0], text[1]) { remarks.insert(.authorityUnknown) }
    if !isRegionKnown(text) { remarks.insert(.regionUnknown) }
    return EnterpriseCode.Result(kind: .creditCode, remarks: remarks)
  }

  /// 100000 stands for the national authorities themselves.
  private static func isRegionKnown(_ text: UnsafeRawBufferPointer) -> Bool {
    let province = text.decimal(2..<4)
    return province == 10 || province == 71 || Region.isKnownProvince(province)
  }

  /// Registering authority and category of organisation (secondary sources: a remark only).
  private static func isAuthorityKnown(_ authority: UInt8, _ category: UInt8) -> Bool {
    switch authority {
    case 0x31: contains("1239", category)  // 机构编制
    case 0x32: contains("19", category)  // 外交
    case 0x33: contains("123459", category)  // 司法行政
    case 0x34: contains("19", category)  // 文化
    case 0x35: contains("1239", category)  // 民政
    case 0x36, 0x37: contains("129", category)  // 旅游, 宗教
    case 0x38: contains("19", category)  // 工会
    case 0x39: contains("123", category)  // 市场监管
    case 0x41: contains("19", category)  // 军委
    case 0x4E: contains("1239", category)  // 农业
    case 0x59: category == 0x31  // 其他
    default: false
    }
  }

  private static func contains(_ categories: StaticString, _ category: UInt8) -> Bool {
    for index in 0..<categories.utf8CodeUnitCount where categories.utf8Start[index] == category { return true }
    return false
  }
}
