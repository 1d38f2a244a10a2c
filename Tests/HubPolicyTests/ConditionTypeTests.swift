import HubModel
import Testing

@testable import HubPolicy

/// Attack 23: every operator against every type, and every condition mutated.
@Suite("Conditions are typed")
struct ConditionTypeTests {
  /// One public attribute of each type, named as its type.
  private static let model = Model(entities: [
    Entity(
      name: "thing", title: "物", kind: .entity, identity: "text",
      attributes: ValueType.allCases.map {
        Attribute(name: $0.rawValue, title: "样例", type: $0, category: "test", level: .open, canVerify: true, canRead: true)
      })
  ])

  private static let rightValue: [ValueType: String] = [
    .identityNumber: "110101198506159013", .enterpriseCode: "91110101MA00TE011P", .personName: "样例甲", .organisationName: "样例公司",
    .text: "样例", .date: "2026-11-25", .amount: "-12.50", .code: "word", .region: "110101", .phone: "19900000001",
  ]

  private static let wrongValue: [ValueType: (value: String, code: String)] = [
    .identityNumber: ("11010119850615901x", "value-does-not-fit"), .enterpriseCode: ("91110101ma00te011p", "value-does-not-fit"),
    .date: ("2026-02-30", "not-a-date"), .amount: ("1,000", "value-count"), .region: ("1101", "value-does-not-fit"),
  ]

  private func faults(_ condition: String) -> [String] {
    let role = SampleSet.role(
      "grants: [{id: G, title: 甲, read: thing, attributes: [text], purposes: [statistics], when: [\"\(condition)\"]}]")
    let files = ["purposes.yaml": SampleSet.purposes, "masks.yaml": SampleSet.masks, "roles/tester.yaml": role]
    let found = PolicySet.load(
      files: files.map { PolicyFile(path: $0.key, text: SampleSet.schemaLine + $0.value) }, model: Self.model)
    return found.1.map(\.code)
  }

  @Test("Each operator is taken by the types that it goes with, and refused by the others", arguments: ValueType.allCases)
  func operators(_ type: ValueType) {
    let value = Self.rightValue[type] ?? "2026-11-25T00:00:00.000000Z"
    for comparison in RowCondition.Operator.allCases {
      let isBare = comparison == .present || comparison == .absent
      let condition = "\(type.rawValue) \(comparison.rawValue)" + (isBare ? "" : " \(value)")
      let isOrdering = [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(comparison)
      let fits = isBare || (isOrdering ? type == .date || type == .amount : type != .instant)
      #expect(faults(condition) == (fits ? [] : ["operator-does-not-fit"]), "\(condition)")
    }
  }

  @Test(
    "A value that is not written as its type is refused by every operator: nothing would ever equal it",
    arguments: [ValueType.identityNumber, .enterpriseCode, .date, .amount, .region])
  func values(_ type: ValueType) throws {
    let (value, code) = try #require(Self.wrongValue[type])
    for comparison in ["=", "!="] { #expect(faults("\(type.rawValue) \(comparison) \(value)") == [code], "\(comparison)") }
    if code == "value-count" { return }
    for comparison in ["in", "not in"] {
      let right = Self.rightValue[type] ?? ""
      #expect(faults("\(type.rawValue) \(comparison) \(right), \(value)") == [code], "\(comparison)")
    }
  }

  @Test(
    "The number of values is checked",
    arguments: ["text =", "text = a, b", "text in", "text present a", "date <", "date < 2026-01-01, 2026-01-02", "text absent a"])
  func counts(_ condition: String) { #expect(faults(condition) == ["value-count"]) }

  @Test("A mutated value never makes a condition hold", arguments: RowCondition.Operator.allCases)
  func mutated(_ comparison: RowCondition.Operator) {
    for type in ValueType.allCases where comparison.fits(type) {
      let value = Self.rightValue[type] ?? ""
      let isBare = comparison == .present || comparison == .absent
      let condition = RowCondition(attribute: "a", type: type, comparison: comparison, values: isBare ? [] : [value])
      if comparison != .absent { #expect(condition.test(nil) != .holds, "\(type) missing") }
      guard !isBare else { continue }
      #expect(condition.test("") == .error, "\(type) empty")
      for other in ValueType.allCases where other != type {
        let foreign = Self.rightValue[other] ?? "2026-11-25T00:00:00.000000Z"
        guard !RowValue.isWellFormed(foreign, type) else { continue }
        #expect(condition.test(foreign) == .error, "\(type) \(comparison) \(foreign)")
      }
    }
  }

  @Test("Amounts compare as numbers, whatever their zeros and signs")
  func amounts() {
    let order = ["-100.5", "-100", "-0.01", "0", "0.001", "0.01", "9", "10", "100", "1000000"]
    for (i, a) in order.enumerated() {
      for (j, b) in order.enumerated() { #expect(RowValue.compare(a, b, .amount).signum() == (i - j).signum(), "\(a) \(b)") }
    }
    #expect(RowValue.compare("-0.00", "000", .amount) == 0 && RowValue.compare("007.10", "7.1", .amount) == 0)
    for text in ["", "-", ".5", "5.", "1.2.3", "1e5", "+1", "--1", "１"] {
      #expect(!RowValue.isWellFormed(text, .amount), "\(text)")
    }
  }

  @Test("A value of another type denies the whole request; a missing one denies its own grant, and is told before a mere no")
  func precedence() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, read: enterprise, attributes: [code], purposes: [statistics], when: [state = suspended]}
          - {id: B, title: 乙, read: enterprise, attributes: [code], purposes: [statistics], when: ["capital > 10"]}
          - {id: C, title: 丙, read: enterprise, attributes: [code], purposes: [statistics], when: [province = 样例]}
        """)
    let decision = policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics"))
    func code(_ row: [String: String]) -> DecisionCode { decision.settled { row[$0] }.code }
    #expect(code(["state": "inOperation", "capital": "viel", "province": "样例"]) == .evaluationError)
    #expect(code(["state": "inOperation", "province": "样例"]) == .allowed)
    #expect(code(["state": "inOperation", "province": "他"]) == .attributeMissing)
    #expect(code(["state": "inOperation", "capital": "1", "province": "他"]) == .conditionFailed)
    #expect(DecisionCode.allCases.filter(\.isFault) == [.attributeMissing, .evaluationError])
  }
}
