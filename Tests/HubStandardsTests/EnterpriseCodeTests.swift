import HubModel
import HubStandards
import Testing

@Suite("Enterprise codes") struct EnterpriseCodeTests {
  @Test(
    "the standard's examples have no remark",
    arguments: ["91110000600037341L", "91110108722619411A", "91350100M000100Y43", "12440600MB2C07549J"])
  func good(code: String) throws { #expect(try EnterpriseCode.parse(code).remarks == []) }

  @Test(
    "numbers older than fifteen digits are kept as they are",
    arguments: [
      ("企合苏镇分字第0010", "企合苏镇分字第0010"), ("企独沪总字第０12345号（浦东）", "企独沪总字第012345号(浦东)"), ("企合 苏镇分字第 0010 号", "企合苏镇分字第0010号"),
      ("3201232300123", "3201232300123"), ("320382na000123x", "320382NA000123X"),
    ])
  func legacy(text: String, canonical: String) throws {
    let parsed = try EnterpriseCode.parse(text)
    #expect(parsed.kind == .registrationNumber && parsed.canonical == canonical)
    #expect(parsed.remarks.contains(.legacyNumber))
  }

  @Test("words in place of a code are refused as such", arguments: ["无", "", "N/A", "-", " 无 "])
  func placeholder(text: String) { #expect(refusal(text) == .placeholder) }

  @Test(
    "other lengths are refused",
    arguments: [
      "1", "1101050190", "11010501900", "110105019001", "1101050190012361", "91110105MA9PW3T54", "91110105MA9PW3T54MM", "MA900002X",
      "MA900002-X", "某某公司", "字号", "91110105 MA9PW3T54M",
    ])
  func lengths(text: String) { #expect(refusal(text) == .identifierMalformed) }

  @Test("a masked code is refused as such")
  func masked() { #expect(refusal("91110105****3T54M") == .maskedValue) }

  @Test("the region of a credit code is digits") func region() { #expect(refusal("911101A5MA9PW3T54M") != nil) }

  @Test("an unknown authority, category or region is a remark")
  func authority() throws {
    #expect(try EnterpriseCode.parse("F1110105MA9PW3T54M").remarks.contains(.authorityUnknown))
    #expect(try EnterpriseCode.parse("99110105MA9PW3T54M").remarks.contains(.authorityUnknown))
    #expect(try EnterpriseCode.parse("91990105MA9PW3T54M").remarks.contains(.regionUnknown))
  }

  @Test("the inner organisation code has its own remark")
  func innerCheck() throws {
    let body = "91110105MA9PW3T55"
    let code = body + String(CheckCharacter.creditCode(body)!)
    #expect(try EnterpriseCode.parse(code).remarks == .organisationCodeCheckDiffers)
  }

  @Test("eighteen digits ending in 000 are kept only where both checks fit")
  func zeros() throws {
    var kept = 0
    for number in 0..<100_000 {
      let digits = String(number)
      let organisation = String(repeating: "0", count: 7 - digits.utf8.count) + digits + "0"
      guard CheckCharacter.organisationCode(organisation) == "0", CheckCharacter.creditCode("91110000\(organisation)0") == "0"
      else { continue }
      #expect(try EnterpriseCode.parse("91110000\(organisation)00").remarks == [])
      kept += 1
    }
    #expect(kept > 0)
  }

  @Test("a resident's number that passes is a credit code only where the caller says so")
  func statedKind() {
    #expect(refusal("110105019001236", .creditCode) == .kindDiffers)
    #expect(refusal("91110105MA9PW3T54M", .registrationNumber) == .kindDiffers)
  }

  @Test("organisation codes of another form are refused", arguments: ["MA900002", "MA900002-", "MA90000-2X", "无", "MA900002Y"])
  func organisationCode(text: String) {
    #expect(fault { () throws(FormatFault) in try OrganisationCode.parse(text) } != nil)
  }

  private func refusal(_ text: String, _ kind: DocumentKind? = nil) -> FormatFault? {
    fault { () throws(FormatFault) in try EnterpriseCode.parse(text, kind: kind) }
  }
}
