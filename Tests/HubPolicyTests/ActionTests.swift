import HubModel
import Testing

@testable import HubPolicy

@Suite("Actions and wildcards")
struct ActionTests {
  private func codes(_ rule: String, list: String = "grants", isProduction: Bool = false) -> [String] {
    let files = [
      "purposes.yaml": SampleSet.purposes, "masks.yaml": SampleSet.masks,
      "roles/tester.yaml": SampleSet.role("\(list): [{id: G, title: 甲, \(rule)}]"),
    ]
    let (_, found) = PolicySet.load(
      files: files.map { PolicyFile(path: $0.key, text: SampleSet.schemaLine + $0.value) }, model: SampleSet.model,
      codes: SampleSet.codes, isProduction: isProduction)
    return found.map { "\($0.code) \($0.severity)" }
  }

  @Test("A grant for one action opens none of the others", arguments: Action.allCases)
  func apart(_ granted: Action) throws {
    let policy = try SampleSet.policy(
      rules: "grants: [{id: G, title: 甲, \(granted.rawValue): enterprise, attributes: [region], purposes: [statistics]}]")
    for action in Action.allCases {
      let decision = policy.decide(SampleSet.request(action, "enterprise", ["region"], purpose: "statistics"))
      #expect(decision.code == (action == granted ? .allowed : .noGrant))
    }
  }

  @Test("A deny of one action leaves the others", arguments: Action.allCases)
  func denied(_ action: Action) throws {
    let grants = Action.allCases.map {
      "{id: \($0.rawValue), title: 甲, \($0.rawValue): enterprise, attributes: [region], purposes: [statistics]}"
    }
    let policy = try SampleSet.policy(
      rules: "grants: [\(grants.joined(separator: ", "))]\ndenies: [{id: D, title: 禁, \(action.rawValue): enterprise}]")
    for other in Action.allCases {
      let decision = policy.decide(SampleSet.request(other, "enterprise", ["region"], purpose: "statistics"))
      #expect(decision.code == (other == action ? .deniedByRule : .allowed))
    }
  }

  @Test("An export is masked and guarded as reading is; an aggregate names levels 1 and 2 only")
  func levels() {
    let tail = "purposes: [statistics]"
    #expect(codes("export: person, attributes: [number], \(tail)") == ["level-4-in-clear error"])
    #expect(codes("export: person, attributes: [name], \(tail)") == ["level-3-in-clear warning"])
    #expect(codes("export: person, attributes: [name], \(tail), masks: {name: surname}") == [])
    #expect(codes("aggregate: person, attributes: [region, sex], \(tail)") == [])
    #expect(codes("aggregate: person, attributes: [name], \(tail)") == ["aggregate-of-sealed-attribute error"])
    #expect(codes("aggregate: person, attributes: [region], \(tail), masks: {region: surname}") == ["key-not-used error"])
    #expect(codes("aggregate: person, attributes: [region], \(tail), answer: two_way") == ["key-not-used error"])
    #expect(codes("aggregate: enterprise, attributes: [legalRep.role], \(tail)") == ["unknown-attribute error"])
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
        grants: [{id: G, title: 甲, aggregate: person, attributes: "*", purposes: "*", justification: 样例}]
        denies: [{id: D, title: 乙, aggregate: person, attributes: [state], purposes: "*"}, {id: E, title: 丙, read: person, attributes: "*"}]
        """)
    func code(_ action: Action, _ names: [String], _ purpose: String = "statistics") -> DecisionCode {
      policy.decide(SampleSet.request(action, "person", names, purpose: purpose)).code
    }
    #expect(code(.aggregate, ["region", "sex"]) == .allowed && code(.aggregate, ["region"], "permit-acceptance") == .allowed)
    #expect(code(.aggregate, ["name"]) == .noGrant && code(.aggregate, ["state"]) == .deniedByRule)
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
