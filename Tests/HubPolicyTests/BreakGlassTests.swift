import HubModel
import Testing

@testable import HubPolicy

@Suite("Breaking the glass")
struct BreakGlassTests {
  private static let glass =
    "  - {id: E, title: 应急, read: enterprise, attributes: [code, state], purposes: [statistics], break_glass: {reason_required: true}}"

  private func decision(_ grants: String, _ context: ContextParts = [], attributes: [String] = ["code"]) throws -> Decision {
    try SampleSet.policy(rules: "grants:\n\(Self.glass)\n\(grants)")
      .decide(SampleSet.request(.read, "enterprise", attributes, purpose: "statistics", context: context))
  }

  private func ordinary(_ tail: String) -> String {
    "  - {id: O, title: 平常, read: enterprise, attributes: [code], purposes: [statistics]\(tail)}"
  }

  @Test("Without a stated emergency it does not apply, and says what it would take")
  func without() throws {
    let refused = try decision("")
    #expect(refused.code == .contextRequired && refused.missingContext.words == ["emergency"] && !refused.isBreakGlass)
    let broken = try decision("", [.emergency])
    #expect(broken.isAllowed && broken.isBreakGlass && broken.rule == "tester/E")
  }

  @Test("A client that is granted anyway never breaks it, whatever it states and whichever stands first")
  func notNeeded() throws {
    let granted = try decision(ordinary(""), [.emergency])
    #expect(granted.rule == "tester/O" && !granted.isBreakGlass)
    let more = try decision(ordinary(""), [.emergency], attributes: ["code", "state"])
    #expect(more.rule == "tester/E" && more.isBreakGlass)
  }

  @Test("Where an ordinary grant lacks something the caller is told that, and not to break the glass")
  func refusal() throws {
    let refused = try decision(ordinary(", require: [caseNo]"))
    #expect(refused.rule == "tester/O" && refused.missingContext.words == ["caseNo"])
    let ended = try decision(ordinary(", expires: 2025-01-01"))
    #expect(ended.code == .grantExpired && ended.rule == "tester/O")
  }

  @Test("Where an ordinary grant hangs on the record, the record is looked at first")
  func conditional() throws {
    let decision = try decision(ordinary(", when: [state = inOperation]"), [.emergency])
    #expect(decision.effect == .conditional && decision.rule == "tester/O")
    #expect(!decision.isBreakGlass, "not as long as nothing is allowed")
    #expect(!decision.settled { _ in "inOperation" }.isBreakGlass)
    let broken = decision.settled { _ in "suspended" }
    #expect(broken.isAllowed && broken.isBreakGlass && broken.rule == "tester/E")
  }

  @Test("A deny beats it too")
  func denied() throws {
    let policy = try SampleSet.policy(rules: "grants:\n\(Self.glass)\ndenies: [{id: D, title: 禁, read: enterprise}]")
    let decision = policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics", context: [.emergency]))
    #expect(decision.code == .deniedByRule)
  }
}
