import HubModel
import Testing

@testable import HubPolicy

@Suite("The index of rules")
struct RuleMatrixTests {
  @Test("It finds just what a scan would, in the same order", arguments: [0, 1, 63, 64, 65, 200, 1000])
  func equalsScan(_ count: Int) {
    var random = SystemRandomNumberGenerator()
    func bits() -> UInt128 { UInt128.random(in: 0...(.max), using: &random) }
    let masks = (0..<count).map { _ in bits() | bits() }
    let matrix = RuleMatrix(masks)
    for _ in 0..<200 {
      let wanted = (0..<Int.random(in: 1...4, using: &random)).reduce(UInt128(0)) { mask, _ in
        mask | 1 << UInt128.random(in: 0..<128, using: &random)
      }
      #expect(all { matrix.first(from: $0, havingAll: wanted) } == masks.indices.filter { wanted & ~masks[$0] == 0 })
      #expect(all { matrix.first(from: $0, havingAny: wanted) } == masks.indices.filter { wanted & masks[$0] != 0 })
    }
    #expect(matrix.first(from: 0, havingAll: 0) == nil && matrix.first(from: 0, havingAny: 0) == nil)
  }

  private func all(_ next: (Int) -> Int?) -> [Int] {
    var found: [Int] = []
    while let index = next((found.last ?? -1) + 1) { found.append(index) }
    return found
  }

  @Test("A thousand grants for one entity and purpose: each question meets the grant that covers it, and no other")
  func thousand() throws {
    let names = [
      "name", "established_on", "enterprise_type", "capital", "capital_currency", "business_scope", "province", "region", "address",
      "state",
    ]
    func attributes(_ number: Int) -> [String] { names.enumerated().filter { number >> $0.offset & 1 == 1 }.map(\.element) }
    let grants = (1...1000).map {
      "  - {id: G\($0), title: 甲, read: enterprise, attributes: [\(attributes($0).joined(separator: ", "))], purposes: [statistics]}"
    }
    let policy = try SampleSet.policy(rules: "grants:\n" + grants.joined(separator: "\n"))
    for number in stride(from: 1, through: 1000, by: 7) {
      let decision = policy.decide(SampleSet.request(.read, "enterprise", attributes(number), purpose: "statistics"))
      // The first in the file that covers it: numbers are sets of bits.
      let first = try #require((1...1000).first { $0 & number == number })
      #expect(decision.rule == "tester/G\(first)")
    }
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics")).code == .noGrant)
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["name"])).code == .purposeNotGranted)
  }
}
