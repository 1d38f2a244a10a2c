import HubStandards
import Testing

@Suite("Numbers that went through a float") struct PrecisionLossCaseTests {
  @Test("FA-06 a text cell is accepted")
  func text() throws {
    #expect(try PersonalNumber.parse("110101198506159013", today: today).remarks == [])
  }

  @Test(
    "FA-06 what a float left is refused, also where the check digit fits",
    arguments: [
      "110101198506159000", "110101195103049000", "1.10101E+17", "1.10101198506159e17", "1.10101198506159E+17", "1.1E17", "1E+17",
      "110101198506159013.0", "110101198506159000.00", "１．１０１０１Ｅ＋１７", " 110101195103049000 ", "1.10101E+14", "911398199012310000",
    ])
  func damaged(text: String) {
    #expect(fault { () throws(FormatFault) in try PersonalNumber.parse(text, today: today) } == .excelPrecisionLost)
  }

  @Test("FA-06 the check digit of 110101195103049000 does fit")
  func theCheckFits() { #expect(CheckCharacter.residentID("11010119510304900") == "0") }

  @Test(
    "FA-06 credit codes ruined the same way are refused", arguments: ["911101057109250000", "9.11101E+17", "911101057109250080.0"])
  func creditCode(text: String) {
    #expect(fault { () throws(FormatFault) in try EnterpriseCode.parse(text) } == .excelPrecisionLost)
  }

  @Test("FA-06 a credit code with an E before its last digits is a code")
  func letterE() {
    #expect(fault { () throws(FormatFault) in try EnterpriseCode.parse("911101051234567E12") } == nil)
  }

  @Test("FA-06 a telephone number as a float is refused", arguments: ["1.38E+10", "13800000000.0"])
  func phone(text: String) {
    #expect(fault { () throws(FormatFault) in try Phone.parse(text) } == .excelPrecisionLost)
  }
}
