import HubModel
import Testing

@testable import HubPolicy

@Suite("Files of requests")
struct SharingRequestTests {
  static func request(
    scope: String = "{verify: person, attributes: [number, name], answer: three_way}",
    period: String = "{from: 2026-07-01, to: 2029-06-30}", purpose: String = "permit-acceptance", tail: String = ""
  ) -> String {
    """
    request: gx-1
    title: 样例
    unit: {name: 样例单位, code: 11110101MB0TE00113}
    basis: 样例
    scenario: 窗口核对
    purpose: \(purpose)
    period: \(period)
    scope:
      - \(scope)
    \(tail)
    """
  }

  private func codes(_ request: String, grant: String? = nil) -> [String] {
    var files = ["requests/gx-1.yaml": request]
    if let grant { files["roles/tester.yaml"] = SampleSet.role("grants:\n" + grant) }
    return SampleSet.load(files).1.map(\.code)
  }

  @Test(
    "What could not be granted is not asked for",
    arguments: [
      ("{read: person, attributes: [number]}", ["level-4-in-clear"]), ("{read: person, attributes: [name]}", []),
      ("{read: person, attributes: [number], masks: {number: ends-6-4}}", ["mask-invertible"]),
      ("{verify: person, attributes: [nmae]}", ["unknown-attribute"]), ("{verify: person, attributes: \"*\"}", ["wildcard"]),
      ("{attributes: [name]}", ["action-missing"]), ("{read: person}", ["missing-key"]),
      ("{aggregate: person, queries: [persons-by-sex]}", []),
      ("{aggregate: person, attributes: [sex]}", ["missing-key", "key-not-used"]),
      ("{read: enterprise, attributes: [code], answer: two_way}", ["key-not-used"]),
    ])
  func scope(_ scope: String, _ expected: [String]) { #expect(codes(Self.request(scope: scope)) == expected) }

  @Test("A period has an end, three years away at most, and the purpose is registered")
  func period() {
    #expect(codes(Self.request()) == [])
    #expect(codes(Self.request(period: "{from: 2026-07-01, to: 2029-07-01}")) == ["period-too-long"])
    #expect(codes(Self.request(period: "{from: 2026-07-01, to: 2026-06-30}")) == ["never-valid"])
    #expect(codes(Self.request(period: "{from: 2026-07-01}")) == ["missing-key"])
    #expect(codes(Self.request(purpose: "statistic")) == ["unknown-purpose"])
    #expect(codes(Self.request(purpose: "ended")) == ["purpose-ends-earlier"])
  }

  @Test("The grants that a request comes to are taken as they are, and fit it")
  func rendered() throws {
    let text = Self.request(
      scope: """
        {verify: person, attributes: [number, name], answer: three_way}
          - {read: enterprise, attributes: [code, legal_rep_name], masks: {legal_rep_name: surname}}
        """, tail: "item_codes: [样例-1]")
    let set = try SampleSet.unwrap(SampleSet.load(["requests/gx-1.yaml": text]))
    let yaml = RequestGrants.render(try #require(set.request("gx-1")))
    let (whole, found) = SampleSet.load(["requests/gx-1.yaml": text, "roles/tester.yaml": SampleSet.role("grants:\n" + yaml)])
    #expect(found.map { $0.rendered(chinese: false) } == [])
    let grants = try #require(whole?.roles.first).grants
    #expect(grants.map(\.id) == ["gx-1-1", "gx-1-2"])
    #expect(grants.allSatisfy { $0.expires?.text == "2029-06-30" && $0.request == "gx-1" && $0.require == .itemCode })
  }

  @Test(
    "A grant stays within the request that it names",
    arguments: [
      ("verify: person, attributes: [number], expires: 2029-06-30", []),
      ("verify: person, attributes: [number], expires: 2029-07-01", ["grant-outlives-request"]),
      ("verify: person, attributes: [number]", ["grant-outlives-request"]),
      ("verify: person, attributes: [number, sex], expires: 2029-06-30", ["grant-beyond-request"]),
      ("verify: person, attributes: [number], answer: per_attribute, expires: 2029-06-30", ["grant-beyond-request"]),
      ("read: person, attributes: [region], expires: 2029-06-30", ["grant-beyond-request"]),
    ])
  func within(_ grant: String, _ expected: [String]) {
    let grant = "  - {id: G, title: 甲, request: gx-1, purposes: [permit-acceptance], \(grant)}"
    #expect(codes(Self.request(), grant: grant) == expected)
  }

  @Test("Another set tells what rights rest on from now on, and of another calendar")
  func differences() throws {
    let grant = "verify: person, attributes: [number], purposes: [permit-acceptance], answer: three_way, justification: 样例"
    func set(_ tail: String = "", scenario: String = "窗口核对", calendar: String = "样例") throws -> PolicySet {
      try SampleSet.unwrap(
        SampleSet.load([
          "requests/gx-1.yaml": Self.request().replacing("窗口核对", with: scenario),
          "roles/tester.yaml": SampleSet.role("grants: [{id: G, title: 甲, \(grant), expires: 2029-06-30\(tail)}]"),
          "clients/robot.yaml": SampleSet.client(),
          "calendar.yaml": "calendar:\n  - {year: 2026, notice: \(calendar), holidays: [], workdays: []}\n",
        ]))
    }
    let old = try set()
    func words(_ new: PolicySet) -> [String] { old.differences(to: new).map(\.en) }
    #expect(words(try set()) == [])
    #expect(words(try set(", request: gx-1")) == ["grant tester/G: rests on request none → gx-1"])
    #expect(words(try set(scenario: "上门核对")) == ["request gx-1 asks for something else now"])
    #expect(words(try set(calendar: "改")) == ["the calendar of working days is another: what is due is counted anew"])
    let without = try SampleSet.unwrap(SampleSet.load(rules: "grants: [{id: G, title: 甲, \(grant), expires: 2029-06-30}]"))
    #expect(words(without).contains("request gx-1 is taken out"))
  }

  @Test("A request that is not there cannot be named by a grant")
  func unknown() {
    let grant = "  - {id: G, title: 甲, request: gx-2, verify: person, attributes: [number], purposes: [permit-acceptance]}"
    #expect(codes(Self.request(), grant: grant) == ["unknown-request"])
  }

  @Test("What a set takes away from active clients is named, whether or not the request is known")
  func withdrawal() throws {
    func set(_ grants: String) throws -> PolicySet { try SampleSet.unwrap(SampleSet.load(rules: "grants:\n" + grants)) }
    let kept = "  - {id: K, title: 甲, verify: person, attributes: [number], purposes: [statistics]}\n"
    let gone = "  - {id: W, title: 乙, verify: person, attributes: [name], purposes: [statistics]}\n"
    let ended = "  - {id: E, title: 丙, verify: person, attributes: [name], purposes: [statistics], expires: 2020-01-01}\n"
    #expect(try set(kept + gone + ended).withdrawn(by: try set(kept), at: SampleSet.now) == ["tester/W"])
    #expect(try set(kept).withdrawn(by: try set(kept + gone), at: SampleSet.now) == [])
    let past = gone.replacing("purposes", with: "expires: 2026-11-24, purposes")
    #expect(try set(kept + gone).withdrawn(by: try set(kept + past), at: SampleSet.now) == ["tester/W"])
    #expect(try set(kept + gone).withdrawn(by: try set(kept + gone.replacing("id: W", with: "id: V")), at: SampleSet.now) == [])
  }

  @Test("Attributes, purposes and roles taken away are withdrawn too; to suspend and to deny is not to withdraw")
  func narrowed() throws {
    func set(
      _ names: String, _ purposes: String, client id: String = "robot", roles: String = "tester", status: String = "active",
      deny: String = "verify: enterprise"
    ) throws -> PolicySet {
      let rules = """
        grants: [{id: G, title: 甲, verify: person, attributes: [\(names)], purposes: [\(purposes)]}]
        denies: [{id: D, title: 乙, \(deny)}]
        """
      let other = SampleSet.role("denies: [{id: D, title: 甲, read: person}]", name: "other")
      let client = SampleSet.client(id, roles: roles, status: status)
      return try SampleSet.unwrap(
        SampleSet.load(["roles/tester.yaml": SampleSet.role(rules), "roles/other.yaml": other, "clients/\(id).yaml": client]))
    }
    let both = "statistics, permit-acceptance"
    let old = try set("number, name", both)
    func withdrawn(_ new: PolicySet) -> [String] { old.withdrawn(by: new, at: SampleSet.now) }
    #expect(withdrawn(old) == [])
    #expect(withdrawn(try set("number", both)) == ["tester/G"])
    #expect(withdrawn(try set("number, name", "statistics")) == ["tester/G"])
    #expect(withdrawn(try set("number, name, sex", both)) == [])
    #expect(withdrawn(try set("number, name", both, roles: "other")) == ["tester/G"])
    #expect(withdrawn(try set("number, name", both, client: "second")) == ["tester/G"])
    #expect(withdrawn(try set("number, name", both, status: "suspended")) == [])
    #expect(withdrawn(try set("number, name", both, deny: "verify: person, attributes: [name]")) == [])
  }

  @Test("A right that ends within thirty days says when, whatever the record")
  func sunset() throws {
    let rules = """
      grants:
        - {id: A, title: 甲, verify: person, attributes: [number], purposes: [permit-acceptance], expires: 2026-12-20}
        - {id: B, title: 乙, verify: person, attributes: [name], purposes: [permit-acceptance], expires: 2026-12-26}
        - {id: C, title: 丙, verify: person, attributes: [sex], purposes: [permit-acceptance], when: ["region = 110101"],
           expires: 2026-12-10}
        - {id: D, title: 丁, verify: person, attributes: [sex], purposes: [permit-acceptance], when: ["region = 440101"]}
      """
    let policy = try SampleSet.policy(rules: rules)
    func sunset(_ attribute: String) -> Sunset? {
      policy.decide(SampleSet.request(.verify, "person", [attribute])).sunset(at: SampleSet.now)
    }
    #expect(sunset("number")?.text == "Sun, 20 Dec 2026 16:00:00 GMT")
    #expect(sunset("name") == nil)
    let pending = policy.decide(SampleSet.request(.verify, "person", ["sex"]))
    for region in ["110101", "440101", "310101"] {
      let settled = pending.settled { _ in region }
      #expect(settled.sunset(at: SampleSet.now)?.text == "Thu, 10 Dec 2026 16:00:00 GMT", "\(region)")
    }
    #expect(policy.decide(SampleSet.request(.verify, "person", ["region"])).sunset(at: SampleSet.now) == nil)
  }

  @Test("A purpose that ends within thirty days ends the right to ask for it, unless the grant ends before")
  func purposeSunset() throws {
    let rules = """
      grants:
        - {id: A, title: 甲, verify: person, attributes: [number], purposes: [permit-acceptance], expires: 2026-12-10}
        - {id: B, title: 乙, verify: person, attributes: [name], purposes: [permit-acceptance], expires: 2026-12-26}
        - {id: C, title: 丙, verify: person, attributes: [sex], purposes: [permit-acceptance], when: ["region = 110101"]}
      """
    let purposes = SampleSet.purposes.replacing("permit-acceptance: {", with: "permit-acceptance: {expires: 2026-12-20, ")
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": SampleSet.role(rules), "clients/robot.yaml": SampleSet.client(), "purposes.yaml": purposes,
      ]))
    let policy = CompiledPolicy(set)
    func sunset(_ attribute: String) -> String? {
      policy.decide(SampleSet.request(.verify, "person", [attribute])).sunset(at: SampleSet.now)?.text
    }
    #expect(sunset("number") == "Thu, 10 Dec 2026 16:00:00 GMT")
    for attribute in ["name", "sex"] { #expect(sunset(attribute) == "Sun, 20 Dec 2026 16:00:00 GMT", "\(attribute)") }
    #expect(sunset("region") == nil, "what is refused has no end")
  }
}
