/// GB/T 2260 codes. Numbers of living people carry abolished codes, so only the province is looked at, and only as a remark.
package enum Region {
  /// First two digits in use, residence permits (81–83) included. Taiwan's 71 is no prefix of a number.
  package static func isKnownProvince(_ code: Int) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 81...83: true
    default: false
    }
  }

  /// The county (six digits) in an identity number or residence permit; on a foreigner's card the province (`110000`), never `91`.
  /// nil for other documents. `canonical` is what `PersonalNumber` made.
  package static func county(of canonical: UnsafeRawBufferPointer) -> Int? {
    if canonical.count == 18, canonical.isDigits(0..<17) {
      return canonical[0] == 0x39 ? canonical.decimal(1..<3) * 10_000 : canonical.decimal(0..<6)
    }
    guard canonical.count == 15, canonical.isDigits(3..<15) else { return nil }
    return canonical.decimal(3..<7) * 100
  }

  package static func county(of canonical: String) -> String? {
    canonical.withBytes { county(of: $0) }.map(String.init)
  }

  /// Six digits, written to `out` (cleared first). The 12-digit code of statistics is cut to its county.
  package static func parse(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) throws(FormatFault) -> Remarks {
    var remarks = NumberText.fold(text, into: &out)
    let fault = out.withUnsafeBytes { bytes -> FormatFault? in
      if bytes.count == 6 || bytes.count == 12, bytes.isDigits(0..<bytes.count), bytes[0] != ASCII.zero { return nil }
      return NumberText.commonFault(bytes) ?? .regionMalformed
    }
    if let fault { throw fault }
    if out.count == 12 {
      out.removeLast(6)
      remarks.insert(.normalised)
    }
    if !out.withUnsafeBytes({ isKnownProvince($0.decimal(0..<2)) || $0.decimal(0..<2) == 71 }) { remarks.insert(.regionUnknown) }
    return remarks
  }
}
