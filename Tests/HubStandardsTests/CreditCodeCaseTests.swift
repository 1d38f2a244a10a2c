import HubModel
import HubStandards
import Testing

@Suite("Enterprise codes: cases from practice") struct CreditCodeCaseTests {
  @Test("FB-01 valid codes have no remark", arguments: ["91110105MA9PW3T54M", "91110105MA90000030", "91110105MA9000193Y"])
  func valid(code: String) throws {
    let parsed = try EnterpriseCode.parse(code)
    #expect(parsed.kind == .creditCode && parsed.canonical == code && parsed.remarks == [])
  }

  @Test("FB-01 lower case is the same code, kept in upper case")
  func lowerCase() throws {
    let parsed = try EnterpriseCode.parse("91110105ma9pw3t54m")
    #expect(parsed.canonical == "91110105MA9PW3T54M" && parsed.remarks == .normalised)
  }

  @Test("FB-01 a wrong check is remarked", arguments: ["91110105MA9PW3T546", "111111111111111111"])
  func wrongCheck(code: String) throws {
    #expect(try EnterpriseCode.parse(code).remarks.contains(.checkDiffers))
    #expect(CheckCharacter.creditCode("11111111111111111") == "5")
  }

  @Test(
    "FB-01 letters outside the alphabet are refused and never repaired",
    arguments: [
      "911101O5MA9PW3T54M", "91110105MA9PW3T5OM", "9I110105MA9PW3T54M", "91110105MA9PW3Z54M", "91110105MA9PW3S54M",
      "91110105MV9PW3T54M",
    ])
  func lookAlikes(code: String) {
    #expect(fault { () throws(FormatFault) in try EnterpriseCode.parse(code) } == .creditCodeAlphabet)
  }

  @Test("FB-02 an issued code that fails the formula is kept and remarked")
  func issued() throws {
    let parsed = try EnterpriseCode.parse("91350203M900000113")
    #expect(parsed.canonical == "91350203M900000113" && parsed.remarks.contains(.checkDiffers))
    #expect(CheckCharacter.creditCode("91350203M90000011") == "7")
  }

  @Test("FB-04 rural collectives (N) and others (Y) are valid", arguments: ["N2110105MF9000028B", "Y1110105MD9000004K"])
  func letters(code: String) throws { #expect(try EnterpriseCode.parse(code).remarks == []) }

  @Test("FB-04 an organisation code with and without its hyphen joins with the credit code")
  func organisationCode() throws {
    let inside = try EnterpriseCode.parse("91110105MA900002XJ").organisationCode
    for text in ["MA900002-X", "MA900002X", "ma900002-x", "MA900002－X", "MA900002–X", " MA900002X "] {
      let found = try OrganisationCode.parse(text)
      #expect(found.canonical == "MA900002X" && found.canonical == inside)
      #expect(!found.remarks.contains(.organisationCodeCheckDiffers))
    }
  }

  @Test("FB-04 an old registration number keeps its fifteen digits and has its own check")
  func registrationNumber() throws {
    let parsed = try EnterpriseCode.parse("110105019001236")
    #expect(parsed.kind == .registrationNumber && parsed.canonical == "110105019001236" && parsed.remarks == [])
    #expect(try EnterpriseCode.parse("110105019001235").remarks == .checkDiffers)
  }
}
