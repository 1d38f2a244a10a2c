import Foundation
import HubModel
import Testing

@testable import HubPolicy

@Suite("Findings in a set without faults")
struct FindingTests {
  private func set(_ rules: String, tail: String = "", client: String = SampleSet.client()) throws -> PolicySet {
    try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": SampleSet.role(rules, tail: tail), "clients/robot.yaml": client,
        "clients/robot.pem": CheckTests.key,
      ]))
  }

  private func codes(_ rules: String, tail: String = "", client: String = SampleSet.client()) throws -> [String] {
    try set(rules, tail: tail, client: client).findings(at: SampleSet.now).map(\.code)
  }

  private func grants(_ grants: String...) -> String {
    "grants:\n" + grants.enumerated().map { "  - {id: G\($0.offset + 1), title: 甲, \($0.element)}" }.joined(separator: "\n")
  }

  @Test("A grant that another one of its role covers is named with its place, and the one that covers it")
  func shadowed() throws {
    let rules = grants(
      "read: enterprise, attributes: [code], purposes: [statistics], require: [caseNo]",
      "read: enterprise, attributes: [code, name], purposes: [statistics, permit-acceptance]")
    let found = try set(rules).findings(at: SampleSet.now)
    #expect(
      found.map { $0.rendered(chinese: false) } == [
        "roles/tester.yaml:5:10: warning: grant G1 decides nothing: G2 in line 6 covers all of it; remove one [shadowed-grant]"
      ])
  }

  @Test("Of two equal grants the second is the superfluous one; the more telling of two is never used")
  func equal() throws {
    let two = "verify: person, attributes: [number, name], purposes: [statistics]"
    let three = two + ", answer: three_way, justification: 样例"
    #expect(try set(grants(two, two)).findings(at: SampleSet.now).map(\.line) == [6])
    #expect(try set(grants(three, two)).findings(at: SampleSet.now).map(\.line) == [5])
  }

  @Test(
    "A grant that decides something of its own is not superfluous",
    arguments: [
      ("attributes: [number, name], purposes: [statistics]", "attributes: [number], purposes: [statistics, permit-acceptance]"),
      ("attributes: [number], purposes: [statistics]", "attributes: [number, name], purposes: [statistics], require: [caseNo]"),
      (
        "attributes: [number], purposes: [statistics]",
        "attributes: [number, name], purposes: [statistics], expires: 2027-01-01"
      ),
      (
        "attributes: [number], purposes: [statistics]",
        "attributes: [number, name], purposes: [statistics], when: [state present]"
      ),
      (
        "attributes: [number], purposes: [statistics]",
        "attributes: [number, name], purposes: [statistics], answer: three_way, justification: 样例"
      ),
    ])
  func distinct(_ first: String, _ second: String) throws {
    #expect(try codes(grants("verify: person, " + first, "verify: person, " + second)) == [])
  }

  @Test("What has expired: a grant, a whole role, every purpose")
  func expired() throws {
    let base = "verify: person, attributes: [number]"
    #expect(try codes(grants(base + ", purposes: [statistics], expires: 2026-11-24")) == ["expired-grant"])
    #expect(try codes(grants(base + ", purposes: [statistics], expires: 2026-11-25")) == [])
    #expect(try codes(grants(base + ", purposes: [statistics]"), tail: "expires: 2026-01-01") == ["expired-role"])
    #expect(try codes(grants(base + ", purposes: [ended]")) == ["expired-purposes"])
    #expect(try codes(grants(base + ", purposes: [ended, statistics]")) == [])
  }

  @Test("A deny that takes a part of a grant is named with the part; one that takes all makes the grant useless")
  func denied() throws {
    let grant = grants("read: person, attributes: [region, state], purposes: [statistics, permit-acceptance]")
    let part = try set(grant + "\ndenies: [{id: D, title: 乙, read: person, attributes: [region], purposes: [statistics]}]")
    let found = try #require(part.findings(at: SampleSet.now).first)
    #expect(found.code == "contradicting-rules")
    #expect(found.en.hasPrefix("tester/D takes region from grant G1 for statistics:"), "\(found.en)")
    #expect(try codes(grant + "\ndenies: [{id: D, title: 乙, read: person}]") == ["denied-grant"])
    #expect(try codes(grant + "\ndenies: [{id: D, title: 乙, verify: person}, {id: E, title: 丙, read: enterprise}]") == [])
  }

  @Test("A deny of another role counts for those who hold both")
  func deniedByAnother() throws {
    func found(_ clients: [String: String]) throws -> [String] {
      let files = [
        "roles/a.yaml": SampleSet.role(grants("read: person, attributes: [region], purposes: [statistics]"), name: "a"),
        "roles/b.yaml": SampleSet.role("denies: [{id: D, title: 乙, read: person}]", name: "b"),
      ]
      return try SampleSet.unwrap(SampleSet.load(files.merging(clients) { $1 })).findings(at: SampleSet.now).map(\.en)
    }
    let both = SampleSet.client("both", roles: "a, b")
    #expect(try found(["clients/both.yaml": both]) == ["grant G1 is never used: b/D denies all of it"])
    let mixed = try found(["clients/both.yaml": both, "clients/one.yaml": SampleSet.client("one", roles: "a")])
    #expect(mixed.count == 1 && mixed[0].contains("for client both"), "\(mixed)")
  }

  @Test("A role that nobody holds")
  func unused() throws {
    let rules = "denies: [{id: D, title: 甲, read: person}]"
    let set = try SampleSet.unwrap(SampleSet.load(["roles/tester.yaml": SampleSet.role(rules)]))
    #expect(set.findings(at: SampleSet.now).map { "\($0.line):\($0.column) \($0.code)" } == ["2:7 unused-role"])
  }

  @Test("A last day behind that of the role is never reached")
  func late() throws {
    let grant = grants("verify: person, attributes: [number], purposes: [statistics], expires: 2027-06-30")
    #expect(try codes(grant, tail: "expires: 2027-01-01") == ["expiry-after-role"])
    #expect(try codes(grant, tail: "expires: 2027-06-30") == [])
  }

  @Test(
    "Keys that have ended, end within thirty days, or end before the grants",
    arguments: [
      ("2026-11-24", ["expired-key", "grants-outlive-keys"]), ("2026-12-20", ["expiring-key", "grants-outlive-keys"]),
      ("2027-01-31", ["grants-outlive-keys"]), ("2027-06-30", []),
    ])
  func keys(_ last: String, _ expected: [String]) throws {
    let client = SampleSet.client(tail: "keys: [{alg: ES256, public: robot.pem, not_after: \(last)}]")
    let rules = grants("verify: person, attributes: [number], purposes: [statistics]")
    #expect(try codes(rules, tail: "expires: 2027-06-30", client: client) == expected)
  }

  @Test("A role that is inherited by one that is held is in use, and its denies count for the heir's grants")
  func inherited() throws {
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "roles/a.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]", name: "a"),
        "roles/b.yaml": SampleSet.role(
          "inherits: [a]\n" + grants("read: person, attributes: [region], purposes: [statistics]"), name: "b"),
        "clients/robot.yaml": SampleSet.client(roles: "b"),
      ]))
    #expect(set.findings(at: SampleSet.now).map(\.code) == ["denied-grant"])
  }

  @Test("A deny that holds at some hours only does not make a grant useless")
  func deniedAtNight() throws {
    let grant = grants("read: person, attributes: [region], purposes: [statistics]")
    let night = "\ndenies: [{id: D, title: 乙, read: person, hours: {from: \"22:00\", to: \"06:00\"}}]"
    #expect(try codes(grant + night) == ["contradicting-rules"])
  }

  @Test("The repository's own policies bring none but the role that is there to be taken up")
  func repository() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Policies").standardized.path
    let set = try SampleSet.unwrap(PolicySet.load(folder: folder, model: SampleSet.model, codes: SampleSet.codes))
    #expect(set.findings(at: SampleSet.now).map { "\($0.file) \($0.code)" } == ["roles/hall-duty.yaml unused-role"])
  }
}
