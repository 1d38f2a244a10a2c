import HubModel
import HubStore
import HubStandards
import Synchronization
import Testing

@testable import HubGateway

/// shared cases `verification.jsonl`, over the live gateway.
@Suite("Verification cases")
struct VerificationCaseTests {
  static let number = "110101198506159013"

  @Test(
    "FI-01 comparison is exact after normalisation, never by prefix, pattern or containment",
    arguments: [("样本", "mismatch"), ("样本%", "mismatch"), ("样本_", "mismatch"), ("样 本三", "match"), ("样本三", "match")])
  func exactName(name: String, result: String) async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let answer = try await hub.person(Self.number, name)
    #expect(answer.status == 200)
    #expect(answer["result"] == result)
    #expect(answer["resultText"] == (result == "match" ? "一致" : "不一致"))
  }

  @Test("FI-01 a number of 17 digits is a format error, a code within another is not found")
  func exactNumber() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    hub.add("enterprise", try hub.maker.enterprise("91110105MA9PW3T54M", "样例新科技有限公司"))
    let short = try await hub.person("11010119850615901", "样本三")
    #expect(short.status == 422)
    #expect(short["code"] == "identifier-malformed")
    let other = try await hub.enterprise("91110105MA9PW3T53M", "样例新科技有限公司")
    #expect(other["result"] == "notFound")
    #expect(other["resultText"] == "库中无此企业")
    #expect(other["nextStep"] == "askUpstream")
  }

  @Test(
    "FI-02 a closed firm is never answered with a bare 一致",
    arguments: [
      ("deregistered", "2025-01-10", "deregistered", "一致（登记状态：注销）"),
      ("revokedNotDeregistered", "2024-01-01", "revokedNotDeregistered", "一致（登记状态：吊销，未注销）"),
      ("deregistered", "2030-12-31", "inOperation", "一致"),
    ])
  func closed(state: String, since: String, told: String, text: String) async throws {
    let hub = try TestHub()
    hub.add("enterprise", try hub.maker.enterprise("91110105MA9PW3T54M", "样例科技有限公司", state: state, since: since))
    let answer = try await hub.enterprise("91110105MA9PW3T54M", "样例科技有限公司")
    #expect(answer["result"] == "match")
    #expect(answer["subjectState.code"] == told)
    #expect(answer["resultText"] == text)
    #expect(answer["subjectState.since"] == (told == "inOperation" ? nil : since))
  }

  @Test("FI-02 the registry's state wins over a copy, and the disagreement is told")
  func disagreeing() async throws {
    let hub = try TestHub()
    var row = try hub.maker.enterprise("91110105MA9PW3T54M", "样例科技有限公司", state: "deregistered", since: "2025-01-10")
    row.disagreements = ["state"]
    hub.add("enterprise", row)
    let answer = try await hub.enterprise("91110105MA9PW3T54M", "样例科技有限公司")
    #expect(answer["subjectState.code"] == "deregistered")
    #expect(answer.notes == ["state-disagrees"])
  }

  @Test("FI-03 code and former name: 不一致 with the day it ended")
  func formerName() async throws {
    let hub = try TestHub()
    let row = try hub.maker.enterprise(
      "91110105MA9PW3T54M", "样例新科技有限公司", former: "样例旧商贸有限公司", renamedOn: "2024-05-01")
    hub.add("enterprise", row)
    let answer = try await hub.enterprise("91110105MA9PW3T54M", "样例旧商贸有限公司")
    #expect(answer["result"] == "mismatch")
    #expect(answer.notes == ["former-name"])
    #expect(answer["notes.0.until"] == "2024-05-01")
  }

  @Test("FI-03 the old name alone returns both firms with their periods")
  func byFormerName() async throws {
    let hub = try TestHub()
    let old = try hub.maker.enterprise("91110105MA9PW3T54M", "样例新科技有限公司", former: "样例旧商贸有限公司", renamedOn: "2024-05-01")
    let new = try hub.maker.enterprise("91110105MA00000002", "样例旧商贸有限公司")
    func record(_ row: FakeRow) -> FoundRecord { FoundRecord(storage: FakeRows(rows: [row]), row: 0) }
    hub.store.contents.withLock {
      $0.names[OrganisationName.fold("样例旧商贸有限公司").folded] = [
        EnterpriseNameHit(record: record(old), isFormer: true, from: "2019-01-01", to: "2024-05-01"),
        EnterpriseNameHit(record: record(new), isFormer: false, from: "2025-01-01"),
      ]
      $0.records[old.subject] = ["code": "91110105MA9PW3T54M", "name": "样例新科技有限公司", "legal_rep_name": "测试人"]
      $0.records[new.subject] = ["code": "91110105MA00000002", "name": "样例旧商贸有限公司"]
    }
    let answer = try await hub.ask(
      "/v1/enterprises/lookup", as: "reader-01", #"{"purpose":"permit-acceptance","enterprise":{"name":"样例旧商贸有限公司"}}"#)
    #expect(answer["enterprises.0.nameUse.to"] == "2024-05-01")
    #expect(answer["enterprises.0.fields.name"] == "样例新科技有限公司")
    #expect(answer["enterprises.1.nameUse.from"] == "2025-01-01")
    #expect(answer["enterprises.1.subjectState.code"] == "inOperation")
    #expect(hub.audit.entries.count == 2)
  }

  @Test(
    "FI-05 a replaced number is answered as superseded, by the purpose's choice",
    arguments: [("subsidy-review", "match", "一致（该号码已更换）"), ("permit-acceptance", "indeterminate", "无法核验")])
  func superseded(purpose: String, result: String, text: String) async throws {
    let hub = try TestHub()
    let old = try hub.maker.subject("person", "110101198506159013")
    let row = try hub.maker.person("110101198506159048", "样本三")
    hub.add("person", row)
    hub.store.contents.withLock { $0.aliases[old] = (row.subject, FoundAlias(kind: "superseded", validTo: "2023-09-01")) }
    let new = try await hub.person("110101198506159048", "样本三", purpose: purpose)
    #expect(new["resultText"] == "一致")
    let answer = try await hub.person("110101198506159013", "样本三", purpose: purpose)
    #expect(answer["result"] == result)
    #expect(answer["resultText"] == text)
    #expect(answer["subjectState.since"] == (result == "match" ? "2023-09-01" : nil))
    hub.store.contents.withLock { $0.aliases[old] = nil }
    #expect(try await hub.person("110101198506159013", "样本三", purpose: purpose)["result"] == "notFound")
  }
}
