import HubModel
import Testing

@testable import HubPolicy

@Suite("Decisions")
struct DecisionTests {
  private static let grant =
    "  - {id: G1, title: 核验, verify: person, attributes: [number, name], purposes: [permit-acceptance], require: [itemCode, caseNo], expires: 2026-12-31}"
  private static let full: ContextParts = [.itemCode, .caseNo]

  private func policy() throws -> CompiledPolicy { try SampleSet.policy(rules: "grants:\n\(DecisionTests.grant)") }

  @Test("No grant, no answer: default deny names its reason")
  func defaultDeny() throws {
    let policy = try policy()
    func code(_ request: AccessRequest) -> DecisionCode { policy.decide(request).code }
    let full = DecisionTests.full
    #expect(code(SampleSet.request(context: full)) == .allowed)
    #expect(code(SampleSet.request(context: full, client: "nobody")) == .clientUnknown)
    #expect(code(SampleSet.request(purpose: "nothing", context: full)) == .purposeUnknown)
    #expect(code(SampleSet.request(purpose: "ended", context: full)) == .purposeExpired)
    #expect(code(SampleSet.request(purpose: "statistics", context: full)) == .purposeNotGranted)
    #expect(code(SampleSet.request(.read, context: full)) == .noGrant)
    #expect(code(SampleSet.request(.verify, "enterprise", ["code"], context: full)) == .noGrant)
    #expect(code(SampleSet.request(.verify, "alien", ["code"], context: full)) == .noGrant)
    #expect(code(SampleSet.request(.verify, "person", ["number", "address"], context: full)) == .noGrant)
    #expect(code(SampleSet.request(.verify, "person", ["number", "nonsense"], context: full)) == .noGrant)
    #expect(code(SampleSet.request(.verify, "person", [], context: full)) == .evaluationError)
    #expect(code(SampleSet.request(.verify, "person", ["number"], context: full)) == .allowed)
  }

  @Test("Missing context is named")
  func context() throws {
    let decision = try policy().decide(SampleSet.request(context: [.itemCode, .material]))
    #expect(decision.code == .contextRequired)
    #expect(decision.missingContext.words == ["caseNo"])
    #expect(decision.rule == "tester/G1")
  }

  @Test("A grant holds to the end of its last day in Shanghai")
  func expiry() throws {
    let policy = try policy()
    let end = try #require(CivilDay("2026-12-31")).end
    #expect(end == 1_798_732_800_000_000)
    #expect(policy.decide(SampleSet.request(context: DecisionTests.full, time: end - 1)).isAllowed)
    let late = policy.decide(SampleSet.request(context: DecisionTests.full, time: end))
    #expect(late.code == .grantExpired && late.rule == "tester/G1")
  }

  @Test("Deny beats allow whatever the order of rules, files and roles", arguments: [true, false])
  func denyBeatsAllow(_ denyFirst: Bool) throws {
    let grant = "grants: [{id: G1, title: 读, read: person, attributes: [region, state], purposes: [permit-acceptance]}]"
    let deny = "denies: [{id: D1, title: 禁, read: person, attributes: [region]}]"
    let rules = denyFirst ? [deny, grant] : [grant, deny]
    let one = try SampleSet.policy(rules: rules.joined(separator: "\n"))
    let two = CompiledPolicy(
      try SampleSet.unwrap(
        SampleSet.load([
          "roles/a.yaml": SampleSet.role(rules[0], name: "a"), "roles/b.yaml": SampleSet.role(rules[1], name: "b"),
          "clients/robot.yaml": SampleSet.client(roles: denyFirst ? "b, a" : "a, b"),
        ])))
    for policy in [one, two] {
      let decision = policy.decide(SampleSet.request(.read, "person", ["region", "state"]))
      #expect(decision.code == .deniedByRule)
      #expect(decision.rule?.hasSuffix("/D1") == true)
      #expect(policy.decide(SampleSet.request(.read, "person", ["state"])).isAllowed)
    }
  }

  @Test("The denies of an expired role hold on")
  func expiredDeny() throws {
    let rules =
      "grants: [{id: G1, title: 读, read: person, attributes: [region], purposes: [statistics]}]\ndenies: [{id: D1, title: 禁, read: person}]"
    let policy = try SampleSet.policy(rules: rules, tail: "expires: 2026-01-01")
    #expect(policy.decide(SampleSet.request(.read, "person", ["region"], purpose: "statistics")).code == .deniedByRule)
  }

  @Test("Attack 27: a purpose that is granted does not open another one")
  func purposeLaundering() throws {
    let decision = try policy().decide(SampleSet.request(purpose: "statistics", context: DecisionTests.full))
    #expect(decision.code == .purposeNotGranted && !decision.isAllowed)
  }

  @Test("Two grants do not add up: one must cover the whole question")
  func noUnion() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, read: enterprise, attributes: [code, name], purposes: [statistics]}
          - {id: B, title: 乙, read: enterprise, attributes: [code, region], purposes: [statistics]}
        """)
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["name", "region"], purpose: "statistics")).code == .noGrant)
  }

  @Test("The least telling answer wins where two grants apply")
  func leastTelling() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, verify: person, attributes: [number, name], purposes: [statistics], answer: three_way, justification: 样例}
          - {id: B, title: 乙, verify: person, attributes: [number, name], purposes: [statistics]}
        """)
    let decision = policy.decide(SampleSet.request(purpose: "statistics"))
    #expect(decision.rule == "tester/B" && decision.answerForm == .twoWay)
  }

  @Test("Suspended clients and foreign networks are refused; an unreadable address too")
  func client() throws {
    let rules = SampleSet.role("grants:\n" + DecisionTests.grant)
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": rules, "clients/gone.yaml": SampleSet.client("gone", status: "suspended"),
        "clients/robot.yaml": SampleSet.client(tail: "networks: [10.1.0.0/16]"),
      ]))
    let policy = CompiledPolicy(set)
    func code(_ network: String?, _ client: String = "robot") -> DecisionCode {
      policy.decide(SampleSet.request(context: DecisionTests.full, network: network, client: client)).code
    }
    #expect(code("10.1.0.5") == .allowed)
    #expect(code("::ffff:10.1.0.5") == .allowed)
    #expect(code("203.0.113.9") == .networkNotAllowed)
    #expect(code(nil) == .networkNotAllowed)
    #expect(code("10.1.0.5", "gone") == .clientSuspended)
  }

  @Test("Obligations come with the decision: answer form, purpose's disclosures, quota, age")
  func obligations() throws {
    let policy = try SampleSet.policy(
      rules:
        "grants: [{id: G, title: 甲, verify: enterprise, attributes: [code, legalRep.name], purposes: [permit-acceptance], answer: per_attribute, fresh_within: 36h}]",
      tail: "quota: {requests_per_minute: 60}")
    let decision = policy.decide(SampleSet.request(.verify, "enterprise", ["code", "legalRep.name"]))
    #expect(decision.answerForm == .perAttribute && decision.maxAge == 129_600)
    #expect(decision.deceased == .indeterminate && decision.superseded == .reveal)
    #expect(decision.quota == Quota(requestsPerMinute: 60) && decision.role == "tester")
    #expect(policy.decide(SampleSet.request(.verify, "enterprise", ["legal_representation.name"])).isAllowed)
  }

  @Test("A decision is explained rule by rule")
  func explanation() throws {
    let explanation = try policy().explain(SampleSet.request(context: [.itemCode]))
    #expect(explanation.decision.code == .contextRequired)
    #expect(explanation.steps.map(\.en).first == "tester/G1 核验: required context is missing")
    #expect(explanation.steps.last?.zh == "结论：缺少必填的办理信息 (caseNo) [context-required] · tester/G1")
  }

  @Test(
    "A misspelt word is explained by the nearest right one",
    arguments: [
      (SampleSet.request(client: "robto"), "there is no client \"robto\" (did you mean robot?)"),
      (SampleSet.request(.verify, "persn"), "there is no entity \"persn\" (did you mean person?)"),
      (SampleSet.request(.verify, "person", ["number", "nmae"]), "there is no attribute \"nmae\" (did you mean name?)"),
      (
        SampleSet.request(.verify, "enterprise", ["legalrep.name"]),
        "there is no attribute \"legalrep.name\" (did you mean legalRep.name?)"
      ),
      (SampleSet.request(purpose: "statisics"), "there is no purpose \"statisics\" (did you mean statistics?)"),
    ])
  func misspelt(_ request: AccessRequest, _ words: String) throws {
    let explanation = try policy().explain(request)
    #expect(!explanation.decision.isAllowed)
    #expect(explanation.steps.first?.en == words)
    #expect(explanation.steps.first?.zh.contains("是否指") == true)
  }

  @Test("Where no word is near, those that there are are named; words that are right bring no such line")
  func far() throws {
    let far = try policy().explain(SampleSet.request(purpose: "x"))
    #expect(far.steps.first?.en == "there is no purpose \"x\"; there are: ended, permit-acceptance, statistics")
    let right = try policy().explain(SampleSet.request(context: DecisionTests.full))
    #expect(!right.steps.contains { $0.en.hasPrefix("there is no") })
  }
}
