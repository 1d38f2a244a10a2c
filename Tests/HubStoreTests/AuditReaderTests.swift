import HubModel
import Testing

@testable import HubStore

@Suite("Reading the audit back") struct AuditReaderTests {
  private static func entry() -> AuditEntry {
    AuditEntry(
      requestID: "0192d3b0-0000-7000-8000-000000000001", item: 3, clientID: "robot", keyID: "k", action: .verify,
      entity: "person", attributes: ["number", "name"], answerForm: "threeWay", purpose: "p",
      context: [("caseNo", "引号\" 反斜\\ 换行\n"), ("itemCode", "")],
      peer: "10.1.0.5", address: "10.1.0.6", at: 1_795_579_200_000_000, subject: Fingerprint(high: 1, low: .max),
      holder: Fingerprint(high: .max, low: 2), decision: .deny, code: "condition-failed", rule: "r/G", result: "noMatch",
      conditionValues: [("state", "\u{1}")], policyVersion: "p1", mappingVersion: "m1", ruleVersion: "1", latencyMicros: -5)
  }

  @Test("an entry is read as it was written, whatever its texts hold")
  func entryAgain() throws {
    let entry = Self.entry()
    guard case .entry(let again) = AuditReader.item(AuditLeaf(entry).stored) else {
      Issue.record("not an entry")
      return
    }
    #expect(again.told == entry.told)
    #expect(again.kept == entry.kept)
  }

  @Test("what may be absent may be absent")
  func sparse() throws {
    var entry = Self.entry()
    entry.item = nil
    entry.answerForm = nil
    entry.context = []
    entry.attributes = []
    entry.subject = nil
    entry.holder = nil
    entry.rule = nil
    entry.result = nil
    entry.conditionValues = []
    guard case .entry(let again) = AuditReader.item(AuditLeaf(entry).stored) else {
      Issue.record("not an entry")
      return
    }
    #expect(again.told == entry.told && again.kept == entry.kept)
  }

  @Test("acts of people are told apart, and what the hub does not write is unreadable")
  func others() {
    let act = AdministrativeAct(action: .newClient, target: "t", person: "p", login: "l", at: 1)
    guard case .act = AuditReader.item(AuditLeaf(act).stored) else {
      Issue.record("not an act")
      return
    }
    let whole = String(decoding: AuditLeaf(Self.entry()).stored, as: UTF8.self)
    let others = [
      "", "{}", "{}\n{}", "{\n{}", whole + "x", String(whole.dropLast()),
      whole.replacing("\"decision\":\"deny\"", with: "\"a\":1"),
      whole.replacing("verify", with: "erase"), whole.replacing("\"at\":1795579200000000", with: "\"at\":1e5"),
      whole.replacing("\"purpose\"", with: "\"client\""),
    ]
    for text in others {
      guard case .unreadable = AuditReader.item(Array(text.utf8)) else {
        Issue.record("read: \(text.prefix(40))")
        continue
      }
    }
  }
}
