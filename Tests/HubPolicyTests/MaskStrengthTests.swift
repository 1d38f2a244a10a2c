import HubModel
import HubStandards
import Testing

@testable import HubPolicy

/// Attack 14: masks are turned round by whoever knows the public rules. What the estimate says is counted here one by one.
@Suite("How many candidates a mask leaves")
struct MaskStrengthTests {
  private static let today = CivilDate(year: 2026, month: 11, day: 25)!
  private static let numbers = [
    "33010619850307123", "11010119900307001", "44030519620228456", "51010720030919889", "32050519781130064",
  ]

  static let kinds: [Mask.Kind] = [
    .keep(first: 6, last: 4), .keep(first: 3, last: 4), .keep(first: 0, last: 4), .keep(first: 1, last: 1),
    .keep(first: 6, last: 0), .hide(7...14), .hide(9...14), .hide(11...14), .hide(15...18), .show(1...2), .show(7...10),
    .show(7...14),
  ]

  private func mask(_ kind: Mask.Kind, _ tier: Mask.Tier = .display) -> Mask {
    Mask(name: "m", title: "m", kind: kind, tier: tier)
  }

  @Test(
    "attack 14: identity numbers that fit what is shown, counted, are as many as estimated",
    arguments: MaskStrengthTests.kinds)
  func identityNumbers(_ kind: Mask.Kind) throws {
    let places = try #require(kind.places(of: 18))
    let counts = Self.numbers.map { IdentityNumbers.count(fitting: $0, places) }
    let counted = Double(counts.reduce(0, +)) / Double(counts.count)
    let estimate = try #require(mask(kind).candidatesLeft(of: .identityNumber))
    #expect(counted > 0 && (0.4...2.5).contains(estimate / counted), "\(kind): estimated \(estimate), counted \(counted)")
  }

  @Test("attack 14: first six and last four of an identity number leave some 3,300, and each of them is shown alike")
  func inversion() throws {
    let number = IdentityNumbers.whole(Self.numbers[0])
    let mask = mask(.keep(first: 6, last: 4))
    let masking = Masking(today: Self.today)
    let shown = try mask.apply(number, masking)
    let (county, sequence) = (String(number.prefix(6)), String(number.suffix(4).prefix(3)))
    let fitting = IdentityNumbers.days.map { county + $0 + sequence }
      .map(IdentityNumbers.whole).filter { $0.last == number.last }
    #expect((3000...3600).contains(fitting.count) && fitting.contains(number))
    for candidate in fitting { #expect(try mask.apply(candidate, masking) == shown) }
    let left = try #require(mask.candidatesLeft(of: .identityNumber))
    #expect((3000...3600).contains(left))
  }

  @Test(
    "attack 14: mobile numbers that fit, each tried through the mask, are as many as estimated",
    arguments: [Mask.Kind.keep(first: 3, last: 4), .hide(2...5), .hide(8...11)])
  func phones(_ kind: Mask.Kind) throws {
    let number = Array("19900000001")
    let masking = Masking(today: Self.today)
    let shown = try mask(kind).apply(String(number), masking)
    let hidden = try #require(kind.places(of: 11).map { places in (0..<11).filter { !places.contains($0) } })
    try #require(hidden.count == 4)
    var counted = 0
    for value in 0..<10_000 {
      var (candidate, rest) = (number, value)
      for place in hidden { (candidate[place], rest) = (Character("\(rest % 10)"), rest / 10) }
      guard candidate[0] == "1", candidate[1] >= "3" else { continue }
      if try mask(kind).apply(String(candidate), masking) == shown { counted += 1 }
    }
    #expect(mask(kind).candidatesLeft(of: .phone) == Double(counted))
  }

  @Test("Other kinds say what they leave, or that nobody can say")
  func others() throws {
    #expect(mask(.withhold).candidatesLeft(of: .identityNumber) == .infinity)
    #expect(mask(.pseudonym).candidatesLeft(of: .identityNumber) == .infinity)
    #expect(mask(.surname).candidatesLeft(of: .personName) == 2500)
    #expect(mask(.year).candidatesLeft(of: .date) == 365)
    #expect(mask(.keep(first: 4, last: 0)).candidatesLeft(of: .date).map { (300...400).contains($0) } == true)
    #expect(mask(.ageBand(width: 10)).candidatesLeft(of: .date) == 3650)
    #expect(mask(.band(.edges([100, 1000]))).candidatesLeft(of: .amount) == 100)
    #expect(mask(.band(.width(50))).candidatesLeft(of: .amount) == 50)
    #expect(mask(.before("@", first: 1)).candidatesLeft(of: .text) == nil)
    #expect(mask(.keep(first: 0, last: 4)).candidatesLeft(of: .text) == nil)
    let code = try #require(mask(.keep(first: 8, last: 4)).candidatesLeft(of: .enterpriseCode))
    #expect(code < 1e6)
  }

  @Test("policy check tells each mask's candidates, for what it is used on, and where irreversible is not true")
  func lines() throws {
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "masks.yaml": """
        masks:
          ends-6-4: {title: 前六后四, kind: keep, first: 6, last: 4, tier: irreversible}
          last-4: {title: 后四, kind: keep, last: 4}
          name: {title: 假名, kind: pseudonym}
          side: {title: 邮箱, kind: before, character: "@"}
        """,
        "roles/tester.yaml": SampleSet.role(
          "grants: [{id: E, title: 甲, read: person, attributes: [number], purposes: [statistics], masks: {number: ends-6-4}}]"),
      ]))
    let english = MaskStrength.lines(set, chinese: false)
    #expect(
      english[0]
        == "ends-6-4 前六后四: identity_number about 3,290 candidates; can be tried through, so not irreversible")
    #expect(english[1].contains("(not used)") && english[1].contains("phone about 700,000 candidates"))
    #expect(english[2] == "name 假名 (not used): tells nothing of the value")
    #expect(english[3] == "side 邮箱 (not used): no public rule says how many")
    #expect(MaskStrength.lines(set, chinese: true)[0] == "ends-6-4 前六后四：identity_number 约剩 3,290 种可能；可以逐一试出，不是不可还原")
  }
}

/// GB 11643 as anybody may read it: counties, days, sequence numbers, the check character.
enum IdentityNumbers {
  /// Of the shape of GB/T 2260: provinces with some hundred counties each.
  private static let counties: [String] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
  ].flatMap { province in (1...11).flatMap { city in (1...9).map { "\(province)\(city < 10 ? "0" : "")\(city)0\($0)" } } }

  /// The days of the last hundred years.
  static let days: [String] = {
    let last = CivilDate(year: 2026, month: 11, day: 25)!.daysSince2000
    return (0..<36_525).compactMap { CivilDate(daysSince2000: last - $0)?.description.filter { $0 != "-" } }
  }()

  private static let sequences = (0..<1000).map { String("00\($0)".suffix(3)) }
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checks = Array("10X98765432")

  static func whole(_ digits: String) -> String { digits + String(checks[residue(digits, at: 0)]) }

  private static func residue(_ digits: String, at place: Int) -> Int {
    digits.utf8.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * weights[place + $1.offset] } % 11
  }

  /// How many numbers agree with `digits` at the places that are shown.
  static func count(fitting digits: String, _ shown: ShownPlaces) -> Int {
    let number = Array(whole(digits).utf8)
    let parts = [(counties, 0), (days, 6), (sequences, 14)].map { words, place in
      residues(of: words, at: place, fitting: number, shown)
    }
    let sums = parts.reduce([1] + Array(repeating: 0, count: 10)) { (sums: [Int], part: [Int]) -> [Int] in
      (0..<11).map { sum in (0..<11).reduce(0) { $0 + sums[$1] * part[(sum - $1 + 11) % 11] } }
    }
    return shown.contains(17) ? sums[residue(digits, at: 0)] : sums.reduce(0, +)
  }

  /// By what they add to the check: how many of the words fit.
  private static func residues(of words: [String], at place: Int, fitting number: [UInt8], _ shown: ShownPlaces) -> [Int] {
    var counts = [Int](repeating: 0, count: 11)
    for word in words {
      let fits = word.utf8.enumerated().allSatisfy { !shown.contains(place + $0.offset) || number[place + $0.offset] == $0.element }
      if fits { counts[residue(word, at: place)] += 1 }
    }
    return counts
  }
}
