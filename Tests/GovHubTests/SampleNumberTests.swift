import Testing

@testable import govhub

@Suite("Sample: check characters")
struct SampleNumberTests {
  private func check(_ number: String, _ formula: (SampleNumber.Bytes) -> UInt8) -> Bool {
    var bytes = Array(number.utf8)
    let last = bytes[bytes.count - 1]
    return bytes.withUnsafeMutableBufferPointer { formula($0.baseAddress!) == last }
  }

  @Test(
    "GB 11643 and the cards that share its form",
    arguments: [
      "11010519491231002X", "440524188001010014", "440308199901101512", "360426199101010071", "810000199408230021",
      "830000199201300022", "911398199012310021",
    ])
  func identity(number: String) { #expect(check(number, SampleNumber.identityCheck)) }

  @Test(
    "GB 32100", arguments: ["91110000600037341L", "91110108722619411A", "91350100M000100Y43", "12440600MB2C07549J"])
  func credit(code: String) { #expect(check(code, SampleNumber.creditCheck)) }

  @Test("GB 11714", arguments: ["D2143569X", "MA900002X"])
  func organisation(code: String) { #expect(check(code, SampleNumber.organisationCheck)) }

  @Test("FB-04 the registration number's own check", arguments: ["110105019001236"])
  func registration(number: String) { #expect(check(number, SampleNumber.registrationCheck)) }

  @Test("the foreigner's card of 2017", arguments: ["KAZ110090123105"])
  func oldForeign(number: String) { #expect(check(number, SampleNumber.oldForeignCheck)) }

  @Test("days and civil dates agree over a century and a half")
  func days() {
    for number in SampleDay(1900, 1, 1).number...SampleDay(2050, 12, 31).number {
      let (year, month, day) = SampleDay(number: number).civil
      #expect(SampleDay(year, month, day).number == number)
    }
    #expect(SampleDay(2000, 2, 29).text == "2000-02-29" && SampleDay(1970, 1, 1).number == 0)
  }
}
