package import HubModel

extension EnterpriseCode {
  /// An enterprise's number on a string, for the gateway and tools.
  package struct Parsed: Sendable, Equatable {
    package let kind: DocumentKind
    package let canonical: String
    package let remarks: Remarks
    /// Positions 9–17 of a credit code: where it joins tables that still have organisation codes.
    package let organisationCode: String?
  }

  /// The same rules as on bytes. `kind` is what the caller states; nil to read it from the number.
  package static func parse(_ text: String, kind: DocumentKind? = nil) throws(FormatFault) -> Parsed {
    var bytes: [UInt8] = []
    let found = try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, into: &bytes) }
    if let kind, kind != found.kind { throw .kindDiffers }
    let canonical = String(decoding: bytes, as: UTF8.self)
    return Parsed(
      kind: found.kind, canonical: canonical, remarks: found.remarks, organisationCode: organisationCode(of: canonical))
  }

  /// The organisation code inside a canonical credit code; nil for a registration number.
  package static func organisationCode(of canonical: String) -> String? {
    guard canonical.utf8.count == 18, canonical.utf8.allSatisfy({ CreditCodeAlphabet.value(of: $0) != nil }) else { return nil }
    return String(canonical.dropFirst(8).prefix(9))
  }
}
