import HubModel
import Testing

@testable import HubPolicy

@Suite("Actions and wildcards")
struct ActionTests {
  private func codes(_ rule: String, list: String = "grants", isProduction: Bool = false) -> [String] {
    let files = [
      "purposes.yaml": SampleSet.purposes, "masks.yaml": SampleSet.masks, "aggregates.yaml": SampleSet.aggregates,
      "roles/tester.yaml": SampleSet.role("\(list): [{id: G, title: 甲, \(rule)}]"),
    ]
    let (_, found) = PolicySet.load(
      files: files.map { PolicyFile(path: $0.key, text: SampleSet.schemaLine + $0.value) }, model: SampleSet.model,
      codes: SampleSet.codes, isProduction: isProduction)
    return found.map { "\($0.code) \($0.severity)" }
  }

  /// What a rule for the action names, and what a request of it asks for.
  private func names(_ action: Action) -> (key: String, name: String) {
    action == .aggregate ? ("queries", "enterprises-by-state") : ("attributes", "region")
  }

  private func grant(_ action: Action, id: String = "G") -> String {
    let (key, name) = names(action)
    return "{id: \(id), title: 甲, \(action.rawValue): enterprise, \(key): [\(name)], purposes: [statistics]}"
  }

  private func decision(_ action: Action, _ policy: CompiledPolicy) -> Decision {
    policy.decide(SampleSet.request(action, "enterprise", [names(action).name], purpose: "statistics"))
  }

  @Test("A grant for one action opens none of the others", arguments: Action.allCases)
  func apart(_ granted: Action) throws {
    let policy = try SampleSet.policy(rules: "grants: [\(grant(granted))]")
    for action in Action.allCases {
      #expect(decision(action, policy).code == (action == granted ? .allowed : .noGrant))
    }
  }

  @Test("A deny of one action leaves the others", arguments: Action.allCases)
  func denied(_ action: Action) throws {
    let grants = Action.allCases.map { grant($0, id: $0.rawValue) }
    let policy = try SampleSet.policy(
      rules: "grants: [\(grants.joined(separator: ", "))]\ndenies: [{id: D, title: 禁, \(action.rawValue): enterprise}]")
    for other in Action.allCases {
      #expect(decision(other, policy).code == (other == action ? .deniedByRule : .allowed))
    }
  }

  @Test("An export is masked and guarded as reading is; an aggregate names published queries and nothing else")
  func levels() {
    let tail = "purposes: [statistics]"
    #expect(codes("export: person, attributes: [number], \(tail)") == ["level-4-in-clear error"])
    #expect(codes("export: person, attributes: [name], \(tail)") == ["level-3-in-clear warning"])
    #expect(codes("export: person, attributes: [name], \(tail), masks: {name: surname}") == [])
    let count = "aggregate: person, queries: [persons-by-sex], \(tail)"
    #expect(codes(count) == [])
    #expect(codes("aggregate: person, attributes: [region], \(tail)") == ["missing-key error", "key-not-used error"])
    #expect(codes("aggregate: person, queries: [enterprises-by-state], \(tail)") == ["unknown-query error"])
    #expect(codes("\(count), masks: {region: surname}") == ["key-not-used error"])
    #expect(codes("\(count), answer: two_way") == ["key-not-used error"])
    #expect(codes("\(count), when: [sex present]") == ["key-not-used error"])
    #expect(codes("\(count), fresh_within: 24h") == ["key-not-used error"])
    #expect(codes("read: enterprise, attributes: [code], queries: [enterprises-by-state], \(tail)") == ["key-not-used error"])
  }

  @Test(
    "Attack 24: a wildcard in a grant needs a reason, is warned of, and is an error in production",
    arguments: ["attributes: \"*\", purposes: [statistics]", "attributes: [code], purposes: \"*\""])
  func wildcards(_ tail: String) {
    #expect(codes("read: enterprise, \(tail)") == ["wildcard error"])
    #expect(codes("read: enterprise, \(tail), justification: 样例") == ["wildcard warning"])
    #expect(codes("read: enterprise, \(tail), justification: 样例", isProduction: true) == ["wildcard error"])
    #expect(codes("read: enterprise, \(tail.replacing("\"*\"", with: "[\"*\"]")), justification: 样例") == ["wildcard error"])
  }

  @Test("A wildcard opens what the model opens to the action, and no more; in a deny it says what leaving the key out says")
  func wildcardMeaning() throws {
    #expect(codes("read: enterprise, attributes: \"*\", purposes: \"*\"", list: "denies") == [])
    let policy = try SampleSet.policy(
      rules: """
        grants: [{id: G, title: 甲, aggregate: person, queries: "*", purposes: "*", justification: 样例}]
        denies: [{id: D, title: 乙, aggregate: person, queries: [persons-by-sex], purposes: "*"}, {id: E, title: 丙, read: person, attributes: "*"}]
        """)
    func code(_ action: Action, _ names: [String], _ purpose: String = "statistics") -> DecisionCode {
      policy.decide(SampleSet.request(action, "person", names, purpose: purpose)).code
    }
    #expect(code(.aggregate, ["persons-by-region"]) == .allowed)
    #expect(code(.aggregate, ["persons-by-region"], "permit-acceptance") == .allowed)
    #expect(code(.aggregate, ["enterprises-by-state"]) == .noGrant && code(.aggregate, ["persons-by-sex"]) == .deniedByRule)
    #expect(code(.read, ["region"]) == .deniedByRule)
  }

  @Test("Attack 24: a new purpose and a new role get no answer until a grant names them")
  func newWords() throws {
    let role = SampleSet.role("grants: [{id: G, title: 甲, read: enterprise, attributes: [code], purposes: [statistics]}]")
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "purposes.yaml": SampleSet.purposes + "\n  later: {title: 新, basis: 样例, deceased: reveal, superseded: reveal}",
        "roles/tester.yaml": role, "roles/fresh.yaml": SampleSet.role("grants: []", name: "fresh"),
        "clients/robot.yaml": SampleSet.client(), "clients/twin.yaml": SampleSet.client("twin", roles: "fresh"),
      ]))
    let policy = CompiledPolicy(set)
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "later")).code == .purposeNotGranted)
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics", client: "twin")).code == .noGrant)
  }
}
