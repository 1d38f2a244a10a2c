package import HubModel

extension PersonalNumber {
  /// The same rules on a string, for the gateway and tools.
  package static func parse(
    _ text: String, kind: DocumentKind? = nil, today: CivilDate = .today
  ) throws(FormatFault) -> ParsedNumber {
    var bytes: [UInt8] = []
    let found = try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, kind: kind, today: today, into: &bytes) }
    return bytes.withUnsafeBytes { canonical in
      var written = Array(canonical)
      if found.remarks.contains(.upgradedFrom15) {
        written.removeAll()
        appendFifteen(of: canonical, to: &written)
      }
      return ParsedNumber(
        kind: found.kind, canonical: String(decoding: canonical, as: UTF8.self),
        written: String(decoding: written, as: UTF8.self), remarks: found.remarks,
        birthDate: birthDate(of: canonical), isMale: isMale(canonical))
    }
  }

  /// The birthday inside a canonical 18-digit number; nil on any other document.
  package static func birthDate(of canonical: UnsafeRawBufferPointer) -> CivilDate? {
    canonical.count == 18 && canonical.isDigits(0..<17) ? EighteenDigits.birthDate(canonical) : nil
  }

  /// Odd sequence numbers are male; nil where the number does not say.
  package static func isMale(_ canonical: UnsafeRawBufferPointer) -> Bool? {
    canonical.count == 18 && canonical.isDigits(0..<17) ? canonical[16] & 1 == 1 : nil
  }
}
