import Foundation
import HubModel
import Testing

@testable import HubPolicy

@Suite("The folder Policies/")
struct PoliciesFolderTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Policies").standardized
    .path

  @Test("It has no fault but clients that have no key yet, and every test of it passes")
  func folder() throws {
    let (set, found) = PolicySet.load(folder: PoliciesFolderTests.folder, model: SampleSet.model, codes: SampleSet.codes)
    #expect(found.filter { $0.code != "no-key" }.map { $0.rendered(chinese: true) } == [])
    let report = try #require(set).runTrials(at: SampleSet.now)
    #expect(report.results.flatMap(\.faults).map { $0.rendered(chinese: true) } == [])
    #expect(report.results.count > 25 && report.isPassed)
    #expect(report.untested == [], "each grant and deny decides in some test")
  }

  @Test("A failing test says what was expected and what came")
  func failing() throws {
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": SampleSet.role("denies: [{id: D, title: 甲, read: person}]"), "clients/robot.yaml": SampleSet.client(),
        "roles/tester_test.yaml": """
        - {title: 放行, as: robot, read: person, attributes: [region], purpose: statistics, expect: allow, by: G1}
        - {title: 禁止, as: robot, read: person, attributes: [region], purpose: statistics, expect: deny, code: denied-by-rule, by: D}
        - {mask: surname, value: 样例甲, expect: 样例*}
        """,
      ]))
    let report = set.runTrials(at: SampleSet.now)
    #expect(report.results.map(\.isPassed) == [false, true, false])
    #expect(report.untested == [])
    #expect(
      report.results.flatMap(\.faults).map { $0.rendered(chinese: false) } == [
        "roles/tester_test.yaml:2:1: error: 放行: expected effect allow, found deny (denied-by-rule) [test-failed]",
        "roles/tester_test.yaml:2:1: error: 放行: expected rule G1, found D [test-failed]",
        "roles/tester_test.yaml:4:1: error: surname: expected masked value 样例*, found 样** [test-failed]",
      ])
  }

  @Test("The schema knows the same keys as the reader")
  func schema() throws {
    let data = try Data(contentsOf: URL(filePath: PoliciesFolderTests.folder + "/policy.schema.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: [String: Any]])
    func keys(_ name: String) -> [String] { (definitions[name]?["properties"] as? [String: Any]).map { $0.keys.sorted() } ?? [] }
    #expect(keys("role") == RoleReader.keys.sorted())
    #expect(keys("quota") == RoleReader.quotaKeys.sorted())
    #expect(keys("grant") == RuleReader.grantKeys.sorted())
    #expect(keys("deny") == RuleReader.denyKeys.sorted())
    #expect(keys("hours") == RuleReader.hoursKeys.sorted())
    #expect(keys("breakGlass") == RuleReader.breakGlassKeys.sorted())
    #expect(keys("client") == ClientReader.keys.sorted())
    #expect(keys("request") == SharingRequestReader.keys.sorted())
    #expect(keys("requestItem") == SharingRequestReader.scopeKeys.sorted())
    #expect(keys("calendarYear") == WorkingCalendarReader.keys.sorted())
    #expect(keys("clientKey") == ClientKeyReader.keys.sorted())
    #expect(keys("person") == PersonReader.keys.sorted())
    #expect(keys("personKey") == PersonReader.keyKeys.sorted())
    #expect(keys("purpose") == PurposeReader.keys.sorted())
    #expect(keys("mask") == MaskReader.keys.sorted())
    #expect(keys("aggregate") == AggregateReader.keys.sorted())
    #expect(keys("decisionTest") == TrialReader.decisionKeys.sorted())
    #expect(keys("maskTest") == TrialReader.maskKeys.sorted())
    #expect(keys("principal") == TrialReader.principalKeys.sorted())
  }
}
