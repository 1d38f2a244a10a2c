internal import HubStandards

/// Numbers with right check characters, written byte by byte.
enum SampleNumber {
  typealias Bytes = UnsafeMutablePointer<UInt8>

  private static let placeDigits: [UInt8] = SamplePlace.all.flatMap { Array($0.code.utf8) }
  /// GB 32100: no I O S V Z.
  static let codeAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// GB 11643 over 17 digits.
  static func identityCheck(_ digits: Bytes) -> UInt8 {
    CheckCharacter.residentID(UnsafeRawBufferPointer(start: digits, count: 17)) ?? 0x30
  }

  /// GB 32100 over 17 characters of its alphabet.
  static func creditCheck(_ code: Bytes) -> UInt8 {
    CheckCharacter.creditCode(UnsafeRawBufferPointer(start: code, count: 17)) ?? 0x30
  }

  /// GB 11714 over 8 characters.
  static func organisationCheck(_ code: Bytes) -> UInt8 {
    CheckCharacter.organisationCode(UnsafeRawBufferPointer(start: code, count: 8)) ?? 0x30
  }

  /// The registration number's own check over 14 digits.
  static func registrationCheck(_ digits: Bytes) -> UInt8 {
    CheckCharacter.registrationNumber(UnsafeRawBufferPointer(start: digits, count: 14)) ?? 0x30
  }

  /// The foreigner's card of 2017 over 14 characters.
  static func oldForeignCheck(_ code: Bytes) -> UInt8 {
    CheckCharacter.foreignCard2017(UnsafeRawBufferPointer(start: code, count: 14)) ?? 0x30
  }

  static func copyPlace(_ place: Int, to bytes: Bytes) {
    for i in 0..<6 { bytes[i] = placeDigits[place * 6 + i] }
  }

  static func putDigits(_ value: Int, width: Int, at bytes: Bytes) {
    var rest = value
    for i in stride(from: width - 1, through: 0, by: -1) {
      bytes[i] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// `yyyyMMdd`.
  static func putDate(_ day: SampleDay, at bytes: Bytes) {
    let (year, month, date) = day.civil
    putDigits(year * 10_000 + month * 100 + date, width: 8, at: bytes)
  }
}
