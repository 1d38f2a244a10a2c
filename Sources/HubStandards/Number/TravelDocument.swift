import HubModel

/// Passports and the travel permits of residents of Hong Kong, Macau and Taiwan. Their numbers do not say what they are,
/// have no public check, and are read only where the kind is stated.
enum TravelDocument {
  static func covers(_ kind: DocumentKind) -> Bool {
    kind == .passport || kind == .hongKongMacauTravelPermit || kind == .taiwanTravelPermit
  }

  static func check(_ text: inout [UInt8], _ kind: DocumentKind, _ folding: Remarks) throws(FormatFault) -> PersonalNumberResult {
    let fault = text.withUnsafeBytes { bytes -> FormatFault? in
      if let fault = NumberText.commonFault(bytes) { return fault }
      return fits(bytes, kind) ? nil : .identifierMalformed
    }
    if let fault { throw fault }
    return PersonalNumberResult(kind: kind, remarks: folding)
  }

  private static func fits(_ text: UnsafeRawBufferPointer, _ kind: DocumentKind) -> Bool {
    switch kind {
    case .hongKongMacauTravelPermit:
      // H or M, then eight digits for the person; older permits add two for the renewal.
      (text.count == 9 || text.count == 11) && (text[0] == 0x48 || text[0] == 0x4D) && text.isDigits(1..<text.count)
    case .taiwanTravelPermit:
      // Eight digits; older permits add a renewal of digits and a letter.
      text.count == 8 && text.isDigits(0..<8)
        || (10...12).contains(text.count) && text.isDigits(0..<8) && text.allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) }
    default:
      (5...20).contains(text.count) && text.contains(where: ASCII.isDigit)
        && text.allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) }
    }
  }
}
