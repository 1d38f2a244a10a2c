import HubModel
import Testing

@testable import HubPolicy

@Suite("Checking a policy set")
struct CheckTests {
  private func faults(_ rules: String) -> [Diagnostic] { SampleSet.load(rules: rules).1 }

  private func codes(_ grant: String) -> [String] {
    faults("grants:\n  - {id: G, title: 甲, \(grant)}").filter { $0.code != "no-key" }.map(\.code)
  }

  @Test("Every fault of the whole set is reported at once, with place and nearest word")
  func everyFault() throws {
    let role = """
      role: tester
      title: 测试
      grants:
        - {id: G1, title: 甲, verify: person, attributes: [number, nmae], purposes: [permit-aceptance], answer: three-way}
        - {id: G1, title: 乙, read: enterprise, attributes: [code, legal_rep_name], purposes: [statistics], masks: {legal_rep_name: surnmae}}
      denys: []
      """
    let (set, found) = SampleSet.load([
      "roles/tester.yaml": role,
      "clients/robot.yaml": SampleSet.client(roles: "testr", tail: "keys: [{alg: ES256, public: robto.pem}]"),
      "clients/robot.pem": CheckTests.key,
    ])
    #expect(set == nil)
    let words = found.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.nearest ?? "-")" }
    #expect(
      words == [
        "clients/robot.yaml:7:9 unknown-role tester", "clients/robot.yaml:8:29 key-file-missing robot.pem",
        "roles/tester.yaml:5:61 unknown-attribute name", "roles/tester.yaml:5:79 unknown-purpose permit-acceptance",
        "roles/tester.yaml:5:106 unknown-word three_way", "roles/tester.yaml:6:10 duplicate-id -",
        "roles/tester.yaml:6:126 unknown-mask surname", "roles/tester.yaml:7:1 unknown-key denies",
      ])
    #expect(found == found.sorted())
  }

  @Test("A level 4 attribute is never read in clear; level 3 only with a reason")
  func clear() {
    #expect(codes("read: person, attributes: [number], purposes: [statistics]") == ["level-4-in-clear"])
    #expect(codes("read: person, attributes: [number], purposes: [statistics], justification: 样例") == ["level-4-in-clear"])
    #expect(codes("read: person, attributes: [name], purposes: [statistics]") == ["level-3-in-clear"])
    #expect(codes("read: person, attributes: [name], purposes: [statistics], justification: 样例") == [])
    #expect(codes("read: person, attributes: [name], purposes: [statistics], masks: {name: surname}") == [])
  }

  @Test("Attack 14: a mask that can be searched through is warned of")
  func invertible() {
    #expect(codes("read: person, attributes: [number], purposes: [statistics], masks: {number: ends-6-4}") == ["mask-invertible"])
  }

  @Test("Three-way needs a written reason, and no telling answer hangs on the row")
  func threeWay() {
    let base = "verify: person, attributes: [number, name], purposes: [statistics]"
    #expect(codes(base + ", answer: three_way") == ["justification-missing"])
    #expect(codes(base + ", answer: three_way, justification: 样例, when: [state = inOperation]") == ["condition-forbidden"])
    #expect(codes(base + ", answer: per_attribute, when: [state present]") == ["condition-forbidden"])
    #expect(codes(base + ", when: [state present]") == [])
    #expect(codes(base + ", answer: three_way, justification: \" \"") == ["empty-text"])
  }

  @Test(
    "Attack 24: wildcards are faults",
    arguments: [
      "read: \"*\", attributes: [code], purposes: [statistics]", "read: enterprise, attributes: \"*\", purposes: [statistics]",
      "read: enterprise, attributes: [\"*\"], purposes: [statistics]", "read: enterprise, attributes: [code], purposes: \"*\"",
      "read: enterprise, attributes: [code], purposes: [\"*\"]",
    ])
  func wildcards(_ grant: String) { #expect(codes(grant) == ["wildcard"]) }

  @Test("Attack 24: an attribute that the model gets later is in no grant, but in a deny of all")
  func newAttribute() throws {
    let rules =
      "grants: [{id: G, title: 甲, read: enterprise, attributes: [code], purposes: [statistics]}]\ndenies: [{id: D, title: 乙, read: person}]"
    var model = SampleSet.model
    for index in model.entities.indices {
      model.entities[index].attributes.append(
        Attribute(name: "later", title: "later", type: .text, category: "test", level: .open, canVerify: true, canRead: true))
    }
    let set = try SampleSet.unwrap(SampleSet.load(rules: rules))
    let policy = CompiledPolicy(try SampleSet.unwrap(PolicySet.load(files: set.files, model: model)))
    #expect(policy.decide(SampleSet.request(.read, "enterprise", ["later"], purpose: "statistics")).code == .noGrant)
    #expect(policy.decide(SampleSet.request(.read, "person", ["later"], purpose: "statistics")).code == .deniedByRule)
  }

  @Test(
    "Rules that say nothing definite are faults",
    arguments: [
      ("verify: person, read: person, attributes: [name], purposes: [statistics]", "action-missing"),
      ("attributes: [name], purposes: [statistics]", "action-missing"),
      ("verify: person, attributes: [], purposes: [statistics]", "empty-list"),
      ("verify: person, attributes: [name], purposes: []", "empty-list"), ("verify: person, purposes: [statistics]", "missing-key"),
      ("verify: persn, attributes: [name], purposes: [statistics]", "unknown-entity"),
      ("verify: legal_representation, attributes: [name], purposes: [statistics]", "unknown-entity"),
      ("read: enterprise, attributes: [legalRep.name], purposes: [statistics]", "unknown-attribute"),
      ("verify: person, attributes: [name], purposes: [statistics], require: [caseno]", "unknown-context"),
      ("verify: person, attributes: [name], purposes: [statistics], masks: {name: surname}", "key-not-used"),
      ("read: enterprise, attributes: [code], purposes: [statistics], answer: two_way", "key-not-used"),
      ("read: enterprise, attributes: [code], purposes: [statistics], masks: {code: county}", "mask-does-not-fit"),
      ("read: enterprise, attributes: [code], purposes: [statistics], masks: {name: county}", "unknown-attribute"),
      ("verify: person, attributes: [name], purposes: [statistics], expires: 2026-02-30", "not-a-date"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [state in inOperaton]", "unknown-code"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [state == inOperation]", "unknown-operator"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [state]", "operator-missing"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [state =]", "value-count"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [name < 2]", "operator-does-not-fit"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [capital > viele]", "not-a-number"),
      ("read: enterprise, attributes: [code], purposes: [statistics], when: [established_on > 2020-13-01]", "not-a-date"),
    ])
  func indefinite(_ grant: String, _ code: String) { #expect(codes(grant) == [code]) }

  @Test("A fault in a condition points at its word")
  func conditionPlace() {
    let fault = faults(
      "grants:\n  - {id: G, title: 甲, read: enterprise, attributes: [code], purposes: [statistics], when: [\"state in inOperation, suspend\"]}"
    )
    .first { $0.code == "unknown-code" }
    #expect(fault?.line == 5 && fault?.column == 115 && fault?.nearest == "suspended")
  }

  @Test("Files must lie where they belong and be named as their content")
  func places() {
    let (_, found) = SampleSet.load([
      "roles/other.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]"), "rules/tester.yaml": "x: y",
      "roles/a.pem": CheckTests.key,
    ])
    #expect(found.map(\.code) == ["unexpected-file", "name-differs-from-file", "unexpected-file"])
    let (set, missing) = PolicySet.load(files: [], model: SampleSet.model)
    #expect(set == nil && missing.map(\.code) == ["file-missing", "file-missing"])
  }

  @Test("The same files give the same bytes, in whatever order they come")
  func canonicalBytes() throws {
    let set = try SampleSet.unwrap(SampleSet.load(rules: "denies: [{id: D, title: 甲, read: person}]"))
    let again = try SampleSet.unwrap(PolicySet.load(files: set.files.reversed(), model: SampleSet.model))
    #expect(set.canonicalBytes == again.canonicalBytes && !set.canonicalBytes.isEmpty)
  }

  static let key = """
    -----BEGIN PUBLIC KEY-----
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAAECAwQFBgcICQoLDA0ODxAREhMU
    FRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==
    -----END PUBLIC KEY-----
    """
}
