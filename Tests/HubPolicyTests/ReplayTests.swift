import HubModel
import Testing

@testable import HubPolicy

@Suite("Recorded decisions, taken again under another set")
struct ReplayTests {
  private func replay(_ grant: String, _ records: RecordedDecision...) throws -> PolicyReplay {
    let rules = "grants: [{id: G, title: 甲, \(grant)}]"
    var replay = PolicyReplay(try SampleSet.unwrap(SampleSet.load(rules: rules)))
    for record in records { replay.take(record) }
    return replay
  }

  private func record(
    _ request: AccessRequest = SampleSet.request(purpose: "statistics"), id: String = "r", isAllowed: Bool = true,
    code: String = "allowed", form: AnswerForm? = .twoWay, values: [String: String] = [:]
  ) -> RecordedDecision {
    RecordedDecision(
      requestID: id, request: request, isAllowed: isAllowed, code: code, answerForm: form, conditionValues: values)
  }

  private static let verify = "verify: person, attributes: [number, name], purposes: [statistics]"

  @Test("What would be decided alike is only counted")
  func unchanged() throws {
    let foreign = SampleSet.request(purpose: "permit-acceptance")
    let replay = try replay(
      Self.verify, record(), record(foreign, isAllowed: false, code: "purpose-not-granted", form: nil))
    #expect(replay.replayed == 2 && replay.unchanged == 2 && replay.changes.isEmpty && replay.doubts.isEmpty)
  }

  @Test("Changes are grouped, with count, first and last time and the first request")
  func changed() throws {
    let early = SampleSet.request(purpose: "statistics", time: SampleSet.now - 1_000_000)
    let narrow = "verify: person, attributes: [number], purposes: [statistics]"
    let replay = try replay(narrow, record(id: "late"), record(early, id: "early"))
    let (change, tally) = try #require(replay.changes.first)
    #expect(replay.changes.count == 1 && replay.changed == 2)
    #expect(change.clientID == "robot" && change.purpose == "statistics" && change.attributes == ["number", "name"])
    #expect(change.before == ReplayOutcome(isAllowed: true, code: .allowed, answerForm: .twoWay))
    #expect(change.after == ReplayOutcome(isAllowed: false, code: .noGrant, answerForm: nil))
    #expect(tally.count == 2 && tally.first == SampleSet.now - 1_000_000 && tally.last == SampleSet.now)
    #expect(tally.requestID == "early")
  }

  @Test("Another answer form is a change, and so is another reason of a refusal; another rule is none")
  func kinds() throws {
    let three = try replay(Self.verify + ", answer: three_way, justification: 样例", record())
    #expect(three.changes.keys.first?.after.answerForm == .threeWay)
    let reason = try replay(Self.verify + ", require: [caseNo]", record(isAllowed: false, code: "no-grant", form: nil))
    #expect(reason.changes.keys.first?.after.code == .contextRequired)
    #expect(try replay(Self.verify, record()).changes.isEmpty)
  }

  @Test("A question is decided for the moment at which it was asked")
  func moment() throws {
    let old = SampleSet.request(purpose: "ended", time: try #require(CivilDay("2025-06-30")).start)
    let grant = "verify: person, attributes: [number, name], purposes: [ended], expires: 2026-01-31"
    #expect(try replay(grant, record(old)).unchanged == 1)
  }

  @Test("Conditions are tested with the values on record; without one the decision is left open, and why is said")
  func conditions() throws {
    let grant = Self.verify + ", when: [state = inOperation]"
    let replay = try replay(
      grant, record(values: ["state": "inOperation"]), record(values: ["state": "other"]), record(values: ["sex": "1"]))
    #expect(replay.unchanged == 1 && replay.changed == 1 && replay.undecided == 1)
    #expect(replay.changes.keys.first?.after.code == .conditionFailed)
    let doubt = try #require(replay.doubts.keys.first)
    #expect(doubt.reason == .conditionValue && doubt.attributes == ["state"])
  }

  @Test("An attribute that the model does not have cannot be decided where it was once answered")
  func unknownAttribute() throws {
    let request = SampleSet.request(.verify, "person", ["number", "gone"], purpose: "statistics")
    let replay = try replay(Self.verify, record(request), record(request, isAllowed: false, code: "no-grant", form: nil))
    #expect(replay.unchanged == 1 && replay.undecided == 1)
    #expect(replay.doubts.keys.first?.attributes == ["gone"])
  }

  @Test("Refusals over a quota are counted apart; what was refused beside the policy is not decided again")
  func apart() throws {
    let over = record(isAllowed: false, code: "quota-exceeded", form: nil)
    let foreign = record(
      SampleSet.request(purpose: "permit-acceptance"), isAllowed: false, code: "quota-exceeded", form: nil)
    let malformed = record(isAllowed: false, code: "identifier-malformed", form: nil)
    let unread = record(SampleSet.request(.verify, "person", []), isAllowed: false, code: "client-suspended", form: nil)
    let replay = try replay(Self.verify, over, foreign, malformed, unread)
    #expect(replay.replayed == 2 && replay.quotaRefusals == 2 && replay.quotaRefusalsDenied == 1)
    #expect(replay.beside == 2 && replay.changed == 0)
  }
}
