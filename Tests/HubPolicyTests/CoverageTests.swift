import HubModel
import Testing

@testable import HubPolicy

@Suite("How many rules the tests decide")
struct CoverageTests {
  private func coverage(_ tests: String) throws -> RuleCoverage {
    let rules = """
      grants:
        - {id: G, title: 甲, read: person, attributes: [region], purposes: [statistics]}
        - {id: H, title: 乙, verify: person, attributes: [number], purposes: [statistics]}
      denies:
        - {id: D, title: 丙, read: enterprise}
      """
    let set = try SampleSet.unwrap(
      SampleSet.load([
        "roles/tester.yaml": SampleSet.role(rules), "clients/robot.yaml": SampleSet.client(), "roles/tester_test.yaml": tests,
      ]))
    return set.runTrials(at: SampleSet.now).coverage
  }

  private let read =
    "- {title: 读, as: robot, read: person, attributes: [region], purpose: statistics, expect: allow}\n"

  @Test("Grants and denies count alike; those that no test decides are named with their place")
  func partial() throws {
    let deny = "- {title: 禁, as: robot, read: enterprise, attributes: [code], purpose: statistics, expect: deny, by: D}\n"
    let coverage = try coverage(read + deny)
    #expect(coverage.covered == 2 && coverage.total == 3 && coverage.percent == 66)
    #expect(coverage.untested == [RuleCoverage.Rule(rule: "tester/H", file: "roles/tester.yaml", line: 6)])
  }

  @Test("A test that fails covers nothing")
  func failing() throws {
    let failing = read.replacing("expect: allow", with: "expect: deny")
    #expect(try coverage(failing).covered == 0)
  }

  @Test("A set without rules is covered")
  func empty() {
    #expect(RuleCoverage(of: [], decided: []).percent == 100)
  }
}
