import HubModel
import HubStandards
import Testing

@testable import HubPolicy

@Suite("Masks")
struct MaskTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 25)

  private func shown(_ kind: Mask.Kind, _ value: String) throws -> String? {
    try Mask(name: "m", title: "m", kind: kind).apply(value, Masking(today: Self.today))
  }

  @Test("A mask counts graphemes, and half of a short value stays hidden")
  func property() throws {
    var random = SystemRandomNumberGenerator()
    let letters: [Character] = ["a", "7", "样", "𠮷", "葛\u{E0100}", "e\u{301}", "👨‍👩‍👧", "ǖ", "·"]
    for _ in 0..<5000 {
      let value = (0..<Int.random(in: 0...24, using: &random)).map { _ in letters.randomElement(using: &random)! }
      let first = Int.random(in: 0...12, using: &random)
      let last = Int.random(in: 0...12, using: &random)
      let places = ShownPlaces(first: first, last: last, of: value.count)
      let (head, tail) = (places.head.count, places.tail.count)
      let hidden = value.count - head - tail
      #expect(head <= first && tail <= last && hidden * 3 >= value.count)
      if first + last >= value.count { #expect(hidden * 2 >= value.count) }
      let text = try shown(.keep(first: first, last: last), String(value))
      let expected = String(value[..<head]) + String(repeating: "*", count: hidden) + String(value[(value.count - tail)...])
      #expect(text == expected)
      #expect(Array(text ?? "").count <= value.count)
    }
  }

  @Test(
    "Usual masks look as usual",
    arguments: [
      ("19900000001", 3, 4, "199****0001"), ("110101199003070011", 6, 4, "110101********0011"), ("张三", 1, 0, "张*"),
      ("张", 1, 1, "*"), ("", 3, 4, ""), ("张三丰", 1, 1, "张*丰"), ("1234567", 3, 4, "123****"), ("12345678", 3, 4, "123****8"),
    ])
  func usual(_ value: String, _ first: Int, _ last: Int, _ expected: String) throws {
    #expect(try shown(.keep(first: first, last: last), value) == expected)
  }

  @Test("Places are hidden or shown by their number, counted in graphemes, and half of a short value stays hidden")
  func places() throws {
    #expect(try shown(.hide(7...14), "110101199003070011") == "110101********0011")
    #expect(try shown(.hide(2...2), "张𠮷丰") == "张*丰")
    #expect(try shown(.hide(5...5), "199****") == "199****")
    #expect(try shown(.hide(9...9), "1234567") == "123****")
    #expect(try shown(.show(1...2), "110101199003070011") == "11****************")
    #expect(try shown(.show(2...3), "e\u{301}样葛\u{E0100}乙丙丁") == "*样葛\u{E0100}***")
    #expect(try shown(.show(1...9), "样例甲") == "样**")
    #expect(try shown(.show(5...9), "样例甲") == "***")
    var random = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let count = Int.random(in: 0...24, using: &random)
      let from = Int.random(in: 1...24, using: &random)
      let range = from...Int.random(in: from...26, using: &random)
      for kind in [Mask.Kind.hide(range), .show(range)] {
        let places = try #require(kind.places(of: count))
        let hidden = (0..<count).filter { !places.contains($0) }
        #expect(hidden.count * 3 >= count, "\(kind) of \(count)")
      }
    }
  }

  @Test(
    "The country code of a telephone number is shown and not counted; what only looks like one is",
    arguments: [
      ("+86 19900000001", "+86 199****0001"), ("+8619900000001", "+86199****0001"), ("008619900000001", "0086199****0001"),
      ("+86-199-0000-0001", "+86-199******0001"), ("+852 55500001", "+852 555****1"), ("+85255500001", "+85*****0001"),
      ("0086123456789012", "008*********9012"), ("+86", "+**"), ("+86 样例甲乙丙丁戊", "+86****乙丙丁戊"),
    ])
  func countryCode(_ value: String, _ expected: String) throws {
    #expect(try shown(.keep(first: 3, last: 4), value) == expected)
  }

  @Test("What stands before or after a character is hidden, its length too; without the character all is")
  func sides() throws {
    #expect(try shown(.before("@", first: 0), "yangli@example.invalid") == "****@example.invalid")
    #expect(try shown(.before("@", first: 2), "yangli@example.invalid") == "ya****@example.invalid")
    #expect(try shown(.before("@", first: 9), "yang@example.invalid") == "ya****@example.invalid")
    #expect(try shown(.before("@", first: 1), "a@b@example.invalid") == "a****@example.invalid")
    #expect(try shown(.before("@", first: 1), "yangli") == "****")
    #expect(try shown(.after("#", last: 0), "010-55500001#8001") == "010-55500001#****")
    #expect(try shown(.after("#", last: 9), "1#2#8001") == "1#****001")
    #expect(try shown(.after("#", last: 1), "") == "****")
    #expect(try shown(.after("#", last: 0), "010-55500001#") == "****", "nothing follows: all would be shown")
    #expect(try shown(.before("@", first: 1), "@example.invalid") == "****")
  }

  @Test(
    "An age is told in bands on the day that the caller gives, and the oldest share one",
    arguments: [
      ("1986-11-25", 10, "40-49"), ("1986-11-26", 10, "30-39"), ("2026-11-25", 10, "0-9"), ("2004-02-29", 1, "22"),
      ("1936-11-25", 10, "90+"), ("1936-11-26", 10, "80-89"), ("1910-01-01", 20, "80+"), ("1940-01-01", 50, "50+"),
      ("2026-11-26", 10, "****"),
      ("1986-13-01", 10, "****"), ("样例", 10, "****"), ("", 10, "****"),
    ])
  func ages(_ born: String, _ width: Int, _ expected: String) throws {
    #expect(try shown(.ageBand(width: width), born) == expected)
  }

  @Test("A day that cannot be told shows no age")
  func noDay() throws {
    #expect(try Mask(name: "m", title: "m", kind: .ageBand(width: 10)).apply("1986-11-25", Masking(today: nil)) == "****")
    // 00:30 of the 25th in Shanghai is the 24th in Greenwich.
    let night = Masking(at: 1_795_537_800_000_000)
    #expect(night.today == Self.today)
  }

  @Test(
    "A number is told by its band, exactly at the edge",
    arguments: [
      ("99999.99", "<100000"), ("100000", "100000–1000000"), ("999999.99", "100000–1000000"), ("1000000.00", "≥1000000"),
      ("-0.01", "<100000"), ("9999999999999999", "****"), ("12万", "****"), ("1.2.3", "****"), ("", "****"), ("-", "****"),
    ])
  func bands(_ value: String, _ expected: String) throws {
    #expect(try shown(.band(.edges([100_000, 1_000_000])), value) == expected)
  }

  @Test("Bands of one width begin at their multiples")
  func widths() throws {
    #expect(try shown(.band(.width(5000)), "12345.6") == "10000–15000")
    #expect(try shown(.band(.width(5000)), "0") == "0–5000")
    #expect(try shown(.band(.width(5000)), "-1") == "<0")
  }

  @Test("A pseudonym takes purpose, attribute and value, and without a key there is none")
  func pseudonym() throws {
    let mask = Mask(name: "m", title: "m", kind: .pseudonym)
    let masking = Masking(today: nil) { "\($0)/\($1)/\($2)" }
    #expect(try mask.apply("样例", of: "person.name", for: "statistics", masking) == "statistics/person.name/样例")
    #expect(throws: HubError.self) { try mask.apply("样例", Masking(today: nil)) }
  }

  @Test(
    "A surname has one character or two",
    arguments: [
      ("样例甲", "样**"), ("欧阳样例", "欧阳**"), ("欧阳修", "欧阳*"), ("欧阳", "欧*"), ("样", "*"), ("样古丽·测试江", "样******"), ("𠮷田样", "𠮷**"),
    ])
  func surname(_ value: String, _ expected: String) throws { #expect(try shown(.surname, value) == expected) }

  @Test(
    "An address is shown to the county and never beyond",
    arguments: [
      ("北京市东城区样例路12号3室", "北京市东城区****"), ("江苏省南京市玄武区测试街道1号", "江苏省南京市玄武区****"),
      ("江苏省昆山市样例路12号高新区", "江苏省昆山市****"), ("北京市样例小区3号", "北京市****"), ("云南省昆明市样例园区3号", "云南省昆明市****"),
      ("新疆维吾尔自治区阿克苏地区库车市测试路", "新疆维吾尔自治区阿克苏地区库车市****"), ("江西省景德镇市珠山区测试路", "江西省景德镇市珠山区****"),
      ("河北省唐山市路南区测试道", "河北省唐山市路南区****"), ("山东省济南市市中区测试路", "山东省济南市市中区****"),
      ("样例路12号", "****"), ("", ""), ("测", "****"), ("浙江省诸暨市样例镇示范区", "浙江省诸暨市****"),
      ("内蒙古自治区锡林郭勒盟正蓝旗测试街", "内蒙古自治区锡林郭勒盟正蓝旗****"), ("北京市东城区", "北京市东城区"),
    ])
  func county(_ value: String, _ expected: String) throws { #expect(try shown(.county, value) == expected) }

  @Test("A date is shown as its year, anything else not at all")
  func year() throws {
    #expect(try shown(.year, "1985-06-15") == "1985")
    #expect(try shown(.year, "19850615") == "****")
    #expect(try shown(.fixed("**"), "样例") == "**")
    #expect(try shown(.withhold, "样例") == nil)
  }
}
