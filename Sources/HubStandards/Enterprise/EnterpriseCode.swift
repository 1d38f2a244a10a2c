package import HubModel

/// Numbers of enterprises and other organisations: unified social credit codes (GB 32100-2015) and the registration numbers before them.
///
/// A code is refused for its form alone. Codes that fail their check were really issued, so a check is a remark.
package enum EnterpriseCode {
  /// What the byte layer says; the canonical characters stand in the caller's buffer.
  package struct Result: Sendable, Equatable {
    /// `.creditCode` or `.registrationNumber`.
    package let kind: DocumentKind
    package let remarks: Remarks
  }

  /// Brings `text` (UTF-8) to canonical form in `out`, which is cleared first: ASCII upper case, nothing padded, nothing repaired
  /// (the letter O never becomes a zero). Old registration numbers with Chinese characters keep them, without blanks.
  package static func parse(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) throws(FormatFault) -> Result {
    let folding = NumberText.fold(text, into: &out)
    if let found = try standardForm(out) { return Result(kind: found.kind, remarks: found.remarks.union(folding)) }
    guard LegacyRegistrationNumber.fits(out) else { throw out.withUnsafeBytes { fault(in: $0) } }
    LegacyRegistrationNumber.removeBlanks(&out)
    return Result(kind: .registrationNumber, remarks: folding.union(.legacyNumber))
  }

  private static func standardForm(_ text: [UInt8]) throws(FormatFault) -> Result? {
    let outcome = text.withUnsafeBytes { bytes in
      Swift.Result { () throws(FormatFault) -> Result? in
        switch bytes.count {
        case 18: try CreditCode.check(bytes)
        case 15 where bytes.isDigits(0..<15): registrationNumber(bytes)
        case 13 where bytes.isDigits(0..<13): Result(kind: .registrationNumber, remarks: .legacyNumber)
        default: nil
        }
      }
    }
    return try outcome.get()
  }

  private static func registrationNumber(_ digits: UnsafeRawBufferPointer) -> Result {
    let fits = CheckCharacter.registrationNumber(digits.part(0..<14)) == digits[14]
    return Result(kind: .registrationNumber, remarks: fits ? [] : .checkDiffers)
  }

  private static func fault(in text: UnsafeRawBufferPointer) -> FormatFault {
    if let fault = NumberText.commonFault(text) { return fault }
    let isCreditCodeLike = text.count == 18 && text.allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) }
    return isCreditCodeLike ? .creditCodeAlphabet : .identifierMalformed
  }
}
