import HubModel
import Testing

@testable import HubPolicy

@Suite("What another set would change, in words")
struct ComparisonTests {
  private func grants(_ grants: String...) -> String {
    "grants:\n" + grants.enumerated().map { "  - {id: G\($0.offset + 1), title: 甲, \($0.element)}" }.joined(separator: "\n")
  }

  private func set(_ rules: String, tail: String = "", client: String = SampleSet.client()) throws -> PolicySet {
    try SampleSet.unwrap(
      SampleSet.load(["roles/tester.yaml": SampleSet.role(rules, tail: tail), "clients/robot.yaml": client]))
  }

  private func words(_ old: PolicySet, _ new: PolicySet) -> [String] { old.differences(to: new).map(\.en) }

  @Test("Equal rights are no difference, however they are written")
  func equal() throws {
    let one = grants("verify: person, attributes: [number, name], purposes: [statistics, permit-acceptance]")
    let two = grants(
      "verify: person, attributes: [name, number], purposes: [statistics]",
      "verify: person, attributes: [name, number], purposes: [permit-acceptance]")
    #expect(words(try set(one), try set(two)) == [])
  }

  @Test("A value that is shown in clear from now on is said so, once, in both languages")
  func clear() throws {
    let masked = grants("read: person, attributes: [name], purposes: [statistics], masks: {name: surname}")
    let open = grants("read: person, attributes: [name], purposes: [statistics], justification: 样例")
    let found = try set(masked).differences(to: try set(open))
    #expect(
      found.map(\.en) == ["role tester can now read name of person for statistics in clear (masked by surname → in clear)"])
    #expect(found.map(\.zh) == ["角色 tester 可以明文读取 person 的 name，用途 statistics（脱敏 surname → 明文）"])
    #expect(found.map(\.direction) == [.more])
  }

  @Test("What is gained and lost alike is told in one line for all attributes and purposes")
  func merged() throws {
    let read = "read: enterprise, attributes: [code], purposes: [statistics]"
    let verify = "verify: person, attributes: [number, name], purposes: [statistics, permit-acceptance], require: [caseNo]"
    let (narrow, wide) = (try set(grants(read)), try set(grants(read, verify)))
    let thing = "verify name, number of person for permit-acceptance, statistics"
    #expect(words(narrow, wide) == ["role tester can now \(thing) (two_way; needs caseNo)"])
    #expect(words(wide, narrow) == ["role tester can no longer \(thing) (was two_way; needs caseNo)"])
  }

  @Test("Terms that change: answer form, context, conditions, age, last day, a mask's own definition")
  func terms() throws {
    let base = "verify: person, attributes: [number, name], purposes: [statistics]"
    let old = try set(grants(base + ", fresh_within: 36h"))
    let new = try set(
      grants(base + ", answer: three_way, justification: 样例, require: [caseNo], fresh_within: 2h"), tail: "expires: 2027-06-30")
    #expect(
      words(old, new) == [
        "role tester, verify name, number of person for statistics: two_way → three_way; no context → needs caseNo; "
          + "data no older than 36h → data no older than 2h; without end → until 2027-06-30"
      ])
    let masked = grants("read: person, attributes: [address], purposes: [statistics], masks: {address: county}")
    let files = ["roles/tester.yaml": SampleSet.role(masked), "clients/robot.yaml": SampleSet.client()]
    let other = SampleSet.masks.replacing("county: {title: 县, kind: county}", with: "county: {title: 县, kind: withhold}")
    let redefined = try SampleSet.unwrap(SampleSet.load(files.merging(["masks.yaml": other]) { $1 }))
    #expect(
      words(try SampleSet.unwrap(SampleSet.load(files)), redefined) == [
        "role tester, read address of person for statistics: masked by county (defined anew)"
      ])
  }

  @Test("Rights that can no longer be used in one request are lost, although each one stays")
  func parted() throws {
    let one = grants("verify: person, attributes: [number, name], purposes: [statistics]")
    let two = grants(
      "verify: person, attributes: [number], purposes: [statistics]",
      "verify: person, attributes: [name], purposes: [statistics]")
    let thing = "in one request, verify name, number of person for statistics"
    #expect(words(try set(one), try set(two)) == ["role tester can no longer, \(thing)"])
    #expect(words(try set(two), try set(one)) == ["role tester can now, \(thing)"])
  }

  @Test("A deny of one role that takes a right of another is told of the client who holds both")
  func clients() throws {
    func set(_ deny: String) throws -> PolicySet {
      try SampleSet.unwrap(
        SampleSet.load([
          "roles/a.yaml": SampleSet.role(grants("read: person, attributes: [region], purposes: [statistics]"), name: "a"),
          "roles/b.yaml": SampleSet.role("denies: [{id: D, title: 乙, \(deny)}]", name: "b"),
          "clients/one.yaml": SampleSet.client("one", roles: "a"), "clients/robot.yaml": SampleSet.client(roles: "a, b"),
        ]))
    }
    #expect(
      words(try set("read: enterprise"), try set("read: person")) == [
        "role b now denies: read anything of person for whatever purpose",
        "role b no longer denies: read anything of enterprise for whatever purpose",
        "client robot can no longer read region of person for statistics (was in clear)",
      ])
  }

  @Test("Hours, networks, emergencies and inheritance are told too; a role's heirs share its line")
  func circumstances() throws {
    func set(_ terms: String, inherits: String) throws -> PolicySet {
      let grant = "read: person, attributes: [region], purposes: [statistics]" + terms
      return try SampleSet.unwrap(
        SampleSet.load([
          "roles/a.yaml": SampleSet.role(grants(grant), name: "a"),
          "roles/b.yaml": SampleSet.role("inherits: [\(inherits)]\ndenies: [{id: D, title: 乙, verify: person}]", name: "b"),
          "roles/c.yaml": SampleSet.role("denies: [{id: E, title: 丙, verify: enterprise}]", name: "c"),
          "clients/robot.yaml": SampleSet.client(roles: "b"),
        ]))
    }
    let hours = ", hours: {from: \"08:00\", to: \"18:00\"}, networks: [10.1.0.0/16], break_glass: {reason_required: true}"
    #expect(
      words(try set("", inherits: "a"), try set(hours, inherits: "a")) == [
        "roles a, b, read region of person for statistics: without an emergency → in a stated emergency, with an alarm; "
          + "at any hour → at mon tue wed thu fri sat sun 08:00–18:00; from anywhere → from 10.1.0.0/16"
      ])
    #expect(
      words(try set("", inherits: "a"), try set("", inherits: "c")) == [
        "role b: inherits a → c", "role b can no longer read region of person for statistics (was in clear)",
      ])
  }

  @Test("Clients, purposes and quotas: who comes, goes, is suspended, and from where; limits and last days")
  func facts() throws {
    let rules = "denies: [{id: D, title: 甲, read: person}]"
    let robot = SampleSet.client(tail: "networks: [10.1.0.0/16]")
    let old = try set(rules, tail: "quota: {requests_per_minute: 60}", client: robot)
    let purposes = SampleSet.purposes.replacing("basis: 样例, expires: 2025-12-31", with: "basis: 样例, expires: 2026-12-31")
    let new = try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": SampleSet.role(rules), "clients/robot.yaml": SampleSet.client(status: "suspended"),
        "clients/second.yaml": SampleSet.client("second"), "purposes.yaml": purposes,
      ]))
    #expect(
      words(old, new) == [
        "client robot is suspended: every request is refused", "client robot: networks 10.1.0.0/16 → any",
        "client second is new, with the roles tester", "purpose ended: expires 2025-12-31 → 2026-12-31",
        "role tester: quota requests_per_minute 60 → none",
      ])
    #expect(words(new, old).contains("client second is taken out and can no longer sign in"))
  }
}
