import Testing

@testable import HubStandards

@Suite("Check characters") struct CheckCharacterTests {
  @Test(
    "GB 11643, MOD 11-2",
    arguments: ["11010519491231002X", "440524188001010014", "440308199901101512", "810000199408230021", "911398199012310021"])
  func residentID(number: String) { #expect(CheckCharacter.residentID(String(number.dropLast())) == number.last) }

  @Test(
    "GB 32100, mod 31",
    arguments: ["91110000600037341L", "91110108722619411A", "91350100M000100Y43", "12440600MB2C07549J", "91110105MA90000030"])
  func creditCode(code: String) { #expect(CheckCharacter.creditCode(String(code.dropLast())) == code.last) }

  @Test("GB 11714", arguments: ["D2143569X", "600037341", "722619411", "M000100Y4", "MB2C07549", "MA900002X"])
  func organisationCode(code: String) { #expect(CheckCharacter.organisationCode(String(code.dropLast())) == code.last) }

  @Test("registration number, MOD 11,10")
  func registrationNumber() { #expect(CheckCharacter.registrationNumber("11010501900123") == "6") }

  @Test("foreigner's card of 2017, weights 7 3 1")
  func foreignCard() { #expect(CheckCharacter.foreignCard2017("KAZ11009012310") == "5") }

  @Test("another length or alphabet has none")
  func nothing() {
    #expect(CheckCharacter.residentID("1101051949123100") == nil)
    #expect(CheckCharacter.residentID("1101051949123100X") == nil)
    #expect(CheckCharacter.creditCode("9111000060003734O") == nil)
    #expect(CheckCharacter.organisationCode("d2143569") == nil)
    #expect(CheckCharacter.registrationNumber("110105019O0123") == nil)
    #expect(CheckCharacter.foreignCard2017("KAZ11009012310一") == nil)
  }

  @Test("the alphabet of GB 32100 and its values agree")
  func alphabet() {
    for (value, character) in "0123456789ABCDEFGHJKLMNPQRTUWXY".utf8.enumerated() {
      #expect(CreditCodeAlphabet.value(of: character) == value)
      #expect(CreditCodeAlphabet.character(of: value) == character)
    }
    #expect("IOSVZ".utf8.allSatisfy { CreditCodeAlphabet.value(of: $0) == nil })
    #expect((0...255).count { CreditCodeAlphabet.value(of: UInt8($0)) != nil } == 31)
  }
}
