import HubModel
import Testing

@testable import HubStandards

@Suite("Personal numbers") struct PersonalNumberTests {
  @Test(
    "the standard's examples have no remark",
    arguments: [
      "11010519491231002X", "440524188001010014", "440308199901101512", "360426199101010071", "810000199408230021",
      "830000199201300022",
      "911398199012310021", "KAZ110090123105",
    ])
  func good(text: String) throws { #expect(try PersonalNumber.parse(text, today: today).remarks == []) }

  @Test("a vendor's example with the year 1654 is refused")
  func vendor() { #expect(refusal("11204416541220243X") == .dateImpossible) }

  @Test(
    "a day that does not exist is refused",
    arguments: ["110101198502300014", "110101198513010014", "110101850230001", "USA110085023090"])
  func noSuchDay(text: String) { #expect(refusal(text) == .dateImpossible) }

  @Test("a birth after today is refused, today is not")
  func future() throws {
    #expect(refusal("110101202611260011") == .dateInFuture)
    #expect(try PersonalNumber.parse("110101202611250011", today: today).birthDate == today)
  }

  @Test("29 February exists in leap years only")
  func leapDay() throws {
    #expect(refusal("110101190002290011") == .dateImpossible)
    #expect(try PersonalNumber.parse("110101200002290011", today: today).birthDate != nil)
  }

  @Test(
    "an abolished region is a remark",
    arguments: ["710101198506159080", "990101198506159080", "500101198506159080", "810001199408230021"])
  func region(text: String) throws {
    let remarks = try PersonalNumber.parse(text, today: today).remarks
    #expect(remarks.contains(.regionUnknown) == !text.hasPrefix("50"))
  }

  @Test(
    "masked numbers are refused as such",
    arguments: ["110101********9080", "110101＊＊＊＊＊＊＊＊9080", "110101XXXXXXXX9080", "1101●●●●●●●●●●9080"])
  func masked(text: String) { #expect(refusal(text) == .maskedValue) }

  @Test("words in place of a number are refused as such", arguments: ["", "  ", "无", "N/A", "null", "暂无", "\u{3000}", "-"])
  func placeholder(text: String) { #expect(refusal(text) == .placeholder) }

  @Test(
    "other lengths and characters inside are refused",
    arguments: [
      "11010119850615901", "1101011985061590133", "110101 198506159013", "110101-19850615-9013", "X10101198506159013",
      "1101011985061590X3", "010101198506159013",
      "810000920315901", "910000920315901", "US1110085041290", "1010119850615901\u{0}3",
    ])
  func malformed(text: String) { #expect(refusal(text) == .identifierMalformed) }

  @Test(
    "blanks and invisible characters around are dropped",
    arguments: [
      " 110101198506159013", "\u{FEFF}110101198506159013\t", "110101198506159013\u{3000}\u{200B}", "\u{A0}110101198506159013\r\n",
      "\u{202D}110101198506159013\u{202C}",
    ])
  func blanks(text: String) throws {
    let number = try PersonalNumber.parse(text, today: today)
    #expect(number.canonical == "110101198506159013" && number.remarks == .normalised)
  }

  @Test("the stated kind must be the number's")
  func statedKind() throws {
    #expect(refusal("830000199203159018", .residentID) == .kindDiffers)
    #expect(refusal("110101198506159013", .taiwanResidencePermit) == .kindDiffers)
    #expect(try PersonalNumber.parse("810000199408230021", kind: .hongKongMacauResidencePermit, today: today).remarks == [])
  }

  @Test("travel documents are read where their kind is stated")
  func travelDocuments() throws {
    #expect(try PersonalNumber.parse("e12345678", kind: .passport, today: today).canonical == "E12345678")
    #expect(
      try PersonalNumber.parse("H01234567", kind: .hongKongMacauTravelPermit, today: today).kind == .hongKongMacauTravelPermit)
    #expect(try PersonalNumber.parse("01234567", kind: .taiwanTravelPermit, today: today).canonical == "01234567")
    #expect(refusal("E1234*678", .passport) == .maskedValue)
    #expect(refusal("护照", .passport) == .identifierMalformed)
    #expect(refusal("01234567", .hongKongMacauTravelPermit) == .identifierMalformed)
    #expect(refusal("E12345678") == .identifierMalformed)
  }

  @Test("sex, birthday and county are those inside the number")
  func derived() throws {
    let number = try PersonalNumber.parse("440524188001010014", today: today)
    #expect(
      number.isMale == true && number.birthDate?.description == "1880-01-01" && Region.county(of: number.canonical) == "440524")
    #expect(try PersonalNumber.parse("110101198506159080", today: today).isMale == false)
  }

  @Test("the byte layer clears its buffer and gives the alias back")
  func bytes() throws {
    var buffer = Array("left over".utf8)
    let result = try Array("110101490307901".utf8).withUnsafeBytes { try PersonalNumber.parse($0, today: today, into: &buffer) }
    #expect(result == PersonalNumberResult(kind: .residentID, remarks: .upgradedFrom15))
    #expect(String(decoding: buffer, as: UTF8.self) == "110101194903079019")
    var alias: [UInt8] = []
    buffer.withUnsafeBytes { PersonalNumber.appendFifteen(of: $0, to: &alias) }
    #expect(String(decoding: alias, as: UTF8.self) == "110101490307901")
  }

  @Test("bytes that are no UTF-8 are refused and never crash")
  func notUTF8() {
    for byte in UInt8(0x80)...0xFF {
      var buffer: [UInt8] = []
      let text = Array("11010119850615901".utf8) + [byte]
      #expect(throws: FormatFault.identifierMalformed) {
        try text.withUnsafeBytes { try PersonalNumber.parse($0, today: today, into: &buffer) }
      }
    }
  }

  private func refusal(_ text: String, _ kind: DocumentKind? = nil) -> FormatFault? {
    fault { () throws(FormatFault) in try PersonalNumber.parse(text, kind: kind, today: today) }
  }
}
