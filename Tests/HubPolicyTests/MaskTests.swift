import HubModel
import Testing

@testable import HubPolicy

@Suite("Masks")
struct MaskTests {
  private func mask(_ kind: Mask.Kind) -> Mask { Mask(name: "m", title: "m", kind: kind) }

  @Test("A mask counts graphemes, and half of a short value stays hidden")
  func property() {
    var random = SystemRandomNumberGenerator()
    let letters: [Character] = ["a", "7", "样", "𠮷", "葛\u{E0100}", "e\u{301}", "👨‍👩‍👧", "ǖ", "·"]
    for _ in 0..<5000 {
      let value = (0..<Int.random(in: 0...24, using: &random)).map { _ in letters.randomElement(using: &random)! }
      let first = Int.random(in: 0...12, using: &random)
      let last = Int.random(in: 0...12, using: &random)
      let (head, tail) = Mask.shown(first: first, last: last, of: value.count)
      let hidden = value.count - head - tail
      #expect(head <= first && tail <= last && hidden * 3 >= value.count)
      if first + last >= value.count { #expect(hidden * 2 >= value.count) }
      let shown = mask(.keep(first: first, last: last)).apply(String(value))
      let expected = String(value[..<head]) + String(repeating: "*", count: hidden) + String(value[(value.count - tail)...])
      #expect(shown == expected)
      #expect(Array(shown ?? "").count <= value.count)
    }
  }

  @Test(
    "Usual masks look as usual",
    arguments: [
      ("19900000001", 3, 4, "199****0001"), ("110101199003070011", 6, 4, "110101********0011"), ("张三", 1, 0, "张*"),
      ("张", 1, 1, "*"), ("", 3, 4, ""), ("张三丰", 1, 1, "张*丰"), ("1234567", 3, 4, "123****"), ("12345678", 3, 4, "123****8"),
    ])
  func usual(_ value: String, _ first: Int, _ last: Int, _ shown: String) {
    #expect(mask(.keep(first: first, last: last)).apply(value) == shown)
  }

  @Test(
    "A surname has one character or two",
    arguments: [
      ("样例甲", "样**"), ("欧阳样例", "欧阳**"), ("欧阳修", "欧阳*"), ("欧阳", "欧*"), ("样", "*"), ("样古丽·测试江", "样******"), ("𠮷田样", "𠮷**"),
    ])
  func surname(_ value: String, _ shown: String) { #expect(mask(.surname).apply(value) == shown) }

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
  func county(_ value: String, _ shown: String) { #expect(mask(.county).apply(value) == shown) }

  @Test("A date is shown as its year, anything else not at all")
  func year() {
    #expect(mask(.year).apply("1985-06-15") == "1985")
    #expect(mask(.year).apply("19850615") == "****")
    #expect(mask(.fixed("**")).apply("样例") == "**")
    #expect(mask(.withhold).apply("样例") == nil)
  }

  @Test("The candidates left by public rules are told: first six and last four of a number leave about 3,300")
  func inversion() throws {
    let left = try #require(mask(.keep(first: 6, last: 4)).candidatesLeft(of: .identityNumber))
    #expect((3000...3600).contains(left))
    let hidden = try #require(mask(.keep(first: 0, last: 0)).candidatesLeft(of: .identityNumber))
    #expect(hidden > 1e9)
    #expect(mask(.withhold).candidatesLeft(of: .identityNumber) == .infinity)
    #expect(mask(.surname).candidatesLeft(of: .personName) == nil)
  }

  @Test("FH-04 a digest without a key is no mask", arguments: ["hash", "sha256", "SM3", "md5"])
  func unkeyedHash(_ kind: String) {
    let (set, faults) = SampleSet.load(["masks.yaml": "masks:\n  digest: {title: 摘要, kind: \(kind)}\n"])
    #expect(set == nil)
    #expect(faults.map(\.code) == ["unkeyed-hash"])
    #expect(faults.first?.line == 3 && faults.first?.column == 29)
  }
}
