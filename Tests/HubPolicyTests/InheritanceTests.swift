import HubModel
import Testing

@testable import HubPolicy

@Suite("Roles that inherit")
struct InheritanceTests {
  private static let grant = "grants: [{id: G, title: 读, read: person, attributes: [region, state], purposes: [statistics]}]"
  private static let deny = "denies: [{id: D, title: 禁, read: person, attributes: [region]}]"
  fileprivate static let none = "denies: []"

  private static func role(_ name: String, _ inherits: String, _ rules: String = InheritanceTests.none, tail: String = "") -> String
  {
    SampleSet.role((inherits.isEmpty ? "" : "inherits: [\(inherits)]\n") + rules, name: name, tail: tail)
  }

  private func policy(_ roles: [String: String], held: String) throws -> CompiledPolicy {
    var files = Dictionary(uniqueKeysWithValues: roles.map { ("roles/\($0.key).yaml", $0.value) })
    files["clients/robot.yaml"] = SampleSet.client(roles: held)
    return CompiledPolicy(try SampleSet.unwrap(SampleSet.load(files)))
  }

  private func decision(_ policy: CompiledPolicy, _ attributes: [String], time: Int64 = SampleSet.now) -> Decision {
    policy.decide(SampleSet.request(.read, "person", attributes, purpose: "statistics", time: time))
  }

  @Test("Grants and denies come down over any number of roles, and an inherited deny beats every grant")
  func chain() throws {
    let policy = try policy(
      [
        "top": Self.role("top", "middle"), "middle": Self.role("middle", "bottom", Self.grant),
        "bottom": Self.role("bottom", "", Self.deny),
      ], held: "top")
    #expect(decision(policy, ["state"]).rule == "middle/G")
    let denied = decision(policy, ["state", "region"])
    #expect(denied.code == .deniedByRule && denied.rule == "bottom/D")
  }

  @Test("A role that somebody inherits gives its own holders nothing more")
  func downwardOnly() throws {
    let roles = ["top": Self.role("top", "bottom", Self.grant), "bottom": Self.role("bottom", "", Self.deny)]
    let policy = try policy(roles, held: "bottom")
    #expect(decision(policy, ["state"]).code == .noGrant)
  }

  @Test("Inherited grants end with the first role on the way; the longest way counts; denies never end")
  func expiry() throws {
    let day = try #require(CivilDay("2026-06-30"))
    let roles = [
      "short": Self.role("short", "base", tail: "expires: 2026-06-30"),
      "long": Self.role("long", "base", tail: "expires: 2026-12-31"),
      "base": Self.role("base", "", Self.grant + "\n" + Self.deny),
    ]
    let one = try policy(roles, held: "short")
    #expect(decision(one, ["state"], time: day.end - 1).isAllowed)
    #expect(decision(one, ["state"], time: day.end).code == .grantExpired)
    #expect(decision(one, ["region"], time: day.end).code == .deniedByRule)
    let both = try policy(roles, held: "short, long")
    #expect(decision(both, ["state"], time: day.end).isAllowed)
  }

  @Test("A quota belongs to the role in which the grant stands; one without grants of its own is warned of")
  func quota() throws {
    let base = Self.role("base", "", Self.grant, tail: "quota: {requests_per_minute: 3}")
    let policy = try policy(["base": base, "top": Self.role("top", "base")], held: "top")
    #expect(decision(policy, ["state"]).quota == Quota(requestsPerMinute: 3) && decision(policy, ["state"]).role == "base")
    let (_, found) = SampleSet.load([
      "roles/base.yaml": base, "roles/top.yaml": SampleSet.role("inherits: [base]\nquota: {requests_per_minute: 1}", name: "top"),
    ])
    #expect(found.map(\.code) == ["quota-without-grants"] && found.first?.severity == .warning)
  }

  @Test("A circle is told at every role of it, an unknown role with the nearest")
  func faults() {
    let (set, found) = SampleSet.load([
      "roles/a.yaml": Self.role("a", "b"), "roles/b.yaml": Self.role("b", "c"), "roles/c.yaml": Self.role("c", "a"),
      "roles/own.yaml": Self.role("own", "own"), "roles/outside.yaml": Self.role("outside", "a"),
      "roles/typo.yaml": Self.role("typo", "outsid"),
    ])
    #expect(set == nil)
    #expect(
      found.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.nearest ?? "-")" } == [
        "roles/a.yaml:4:12 role-cycle -", "roles/b.yaml:4:12 role-cycle -", "roles/c.yaml:4:12 role-cycle -",
        "roles/own.yaml:4:12 role-cycle -", "roles/typo.yaml:4:12 unknown-role outside",
      ])
  }
}
