import HubStandards
import Testing

@Suite("Regions, countries and telephone numbers") struct PlaceTests {
  @Test("provinces in use")
  func provinces() {
    let used = (0...99).filter(Region.isKnownProvince)
    #expect(
      used == [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
        81, 82, 83,
      ])
  }

  @Test("a region code has six digits; the twelve of statistics are cut to the county")
  func regions() throws {
    #expect(try region("110101") == "110101")
    #expect(try region(" １１０１０１ ") == "110101")
    #expect(try region("110101001002") == "110101")
    for text in ["11", "1101", "11010", "1101011", "北京市", "010101", "110101.0"] {
      #expect(throws: FormatFault.self) { try region(text) }
    }
  }

  @Test("ISO 3166 has 249 entries")
  func countries() {
    #expect((0...999).count { Country.isKnown(numeric: $0) } == 249)
    #expect(Country.numeric(alpha3: "USA") == 840 && Country.numeric(alpha3: "KAZ") == 398 && Country.numeric(alpha3: "ZWE") == 716)
    #expect(Country.numeric(alpha3: "XYZ") == nil && Country.numeric(alpha3: "usa") == nil && !Country.isKnown(numeric: 999))
  }

  @Test(
    "telephone numbers",
    arguments: [
      ("13800138000", "13800138000"), ("138 0013 8000", "13800138000"), ("+86 138-0013-8000", "13800138000"),
      ("008613800138000", "13800138000"), ("8613800138000", "13800138000"),
      ("１３８００１３８０００", "13800138000"), ("010-12345678", "010-12345678"), ("(010)12345678", "010-12345678"),
      ("01012345678", "010-12345678"), ("0316-1234567", "0316-1234567"),
      ("0316-1234567-801", "0316-1234567-801"), ("400-123-4567", "4001234567"),
    ])
  func phones(pair: (String, String)) throws { #expect(try Phone.parse(pair.0) == pair.1) }

  @Test(
    "what is no telephone number",
    arguments: [
      "12800138000", "1380013800", "138001380000", "电话", "13800138OOO", "12345678", "00000000000", "010-1234", "+1 202 555 0100",
      "0-0-0-0-0-0-0-0", "0316",
    ])
  func noPhones(text: String) { #expect(throws: FormatFault.phoneMalformed) { try Phone.parse(text) } }

  @Test("a masked telephone number is refused as such")
  func masked() { #expect(throws: FormatFault.maskedValue) { try Phone.parse("138****8000") } }

  private func region(_ text: String) throws -> String {
    var buffer: [UInt8] = []
    _ = try Array(text.utf8).withUnsafeBytes { try Region.parse($0, into: &buffer) }
    return String(decoding: buffer, as: UTF8.self)
  }
}
