extension CheckCharacter {
  package static func residentID(_ digits: String) -> Character? { character(digits, residentID) }
  package static func creditCode(_ characters: String) -> Character? { character(characters, creditCode) }
  package static func organisationCode(_ characters: String) -> Character? { character(characters, organisationCode) }
  package static func registrationNumber(_ digits: String) -> Character? { character(digits, registrationNumber) }
  package static func foreignCard2017(_ characters: String) -> Character? { character(characters, foreignCard2017) }

  private static func character(_ text: String, _ check: (UnsafeRawBufferPointer) -> UInt8?) -> Character? {
    text.withBytes(check).map { Character(Unicode.Scalar($0)) }
  }
}
