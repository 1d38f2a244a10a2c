import HubModel
import Testing

@testable import HubPolicy

@Suite("Conditions on the row")
struct RowConditionTests {
  private static func rules(_ when: String) -> String {
    "grants:\n  - {id: G, title: 甲, read: enterprise, attributes: [code], purposes: [statistics], when: [\"\(when)\"]}"
  }

  private func outcome(_ when: String, _ row: [String: String]) throws -> DecisionCode {
    let decision = try SampleSet.policy(rules: RowConditionTests.rules(when)).decide(
      SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics"))
    #expect(decision.effect == .conditional && !decision.isAllowed && decision.rule == "tester/G")
    return decision.settled { row[$0] }.code
  }

  @Test(
    "Operators compare by type",
    arguments: [
      ("state in inOperation, suspended", "state", "suspended", true), ("state not in deregistered", "state", "inOperation", true),
      ("state != deregistered", "state", "deregistered", false), ("state = inOperation", "state", "inOperation", true),
      ("capital >= 1000000", "capital", "1000000.00", true), ("capital > 1000000", "capital", "999999.99", false),
      ("capital < 20", "capital", "9", true), ("capital = 50", "capital", "50.0", true), ("capital > -1", "capital", "0", true),
      ("established_on < 2020-01-01", "established_on", "2019-12-31", true),
      ("established_on >= 2020-01-01", "established_on", "2019-12-31", false), ("former_name present", "former_name", "样例", true),
      ("former_name absent", "former_name", "样例", false),
    ])
  func operators(_ when: String, _ attribute: String, _ value: String, _ holds: Bool) throws {
    #expect(try outcome(when, [attribute: value]) == (holds ? .allowed : .conditionFailed))
  }

  @Test(
    "Attack 23: a missing attribute or a value of another type denies, for every operator",
    arguments: [
      ("state != deregistered", "state"), ("state not in deregistered", "state"), ("capital >= 0", "capital"),
      ("established_on > 1900-01-01", "established_on"),
    ])
  func missing(_ when: String, _ attribute: String) throws {
    #expect(try outcome(when, [:]) == .attributeMissing)
    let wrong = attribute == "state" ? "" : "不是值"
    #expect(try outcome(when, [attribute: wrong]) == .evaluationError)
    #expect(try outcome(when, ["other": "x"]) == .attributeMissing)
  }

  @Test("Absence itself can be asked for")
  func absent() throws {
    #expect(try outcome("former_name absent", [:]) == .allowed)
    #expect(try outcome("former_name present", [:]) == .conditionFailed)
  }

  @Test("All conditions of a grant must hold; a second grant may still apply, with its own masks")
  func alternatives() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, read: enterprise, attributes: [code, address], purposes: [statistics], when: ["state = inOperation", "capital > 10"]}
          - {id: B, title: 乙, read: enterprise, attributes: [code, address], purposes: [statistics], when: [state = suspended], masks: {address: county}}
        """)
    let decision = policy.decide(SampleSet.request(.read, "enterprise", ["code", "address"], purpose: "statistics"))
    #expect(decision.rowAttributes == ["state", "capital"])
    func settled(_ row: [String: String]) -> Decision { decision.settled { row[$0] } }
    #expect(settled(["state": "inOperation", "capital": "11"]).rule == "tester/A")
    #expect(settled(["state": "inOperation", "capital": "10"]).code == .conditionFailed)
    let second = settled(["state": "suspended", "capital": "10"])
    #expect(second.rule == "tester/B" && second.masks["address"]?.name == "county")
    #expect(!settled([:]).isAllowed)
  }

  @Test("FH-05, attacks 4 and 5: no operator reaches a level 3 or 4 attribute, nor does a function around it")
  func sealedAttributes() {
    let sealed = ["number", "name", "birth_date", "ethnic_group", "address", "death_date"]
    let forms = RowCondition.Operator.allCases.map {
      ["present", "absent"].contains($0.rawValue) ? "% \($0.rawValue)" : "% \($0.rawValue) 1"
    }
    for attribute in sealed {
      for form in forms + ["% like 1", "% between 1", "% ~ 1"] {
        let when = form.replacing("%", with: attribute)
        let (set, faults) = SampleSet.load(
          rules: "grants: [{id: G, title: 甲, read: person, attributes: [region], purposes: [statistics], when: [\"\(when)\"]}]")
        #expect(set == nil)
        #expect(faults.contains { ["condition-on-sealed-attribute", "unknown-operator"].contains($0.code) })
      }
      for call in ["lower(\(attribute))", "substr(\(attribute),1,6)", "\(attribute)::text", "\(attribute)||''"] {
        let (set, faults) = SampleSet.load(
          rules: "grants: [{id: G, title: 甲, read: person, attributes: [region], purposes: [statistics], when: [\"\(call) = 1\"]}]")
        #expect(set == nil && faults.contains { $0.code == "unknown-attribute" })
      }
    }
  }
}
