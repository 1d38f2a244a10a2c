import HTTPTypes
import HubModel
import HubStore
import Synchronization
import Testing

@testable import HubGateway

@Suite("Verdicts by the rules of section 6")
struct VerdictTests {
  private static let number = "110101198506159013"
  private static let code = "91110105MA9PW3T54M"

  @Test("never a false not found: only a complete, fresh, covering register without a waiting row says so")
  func notFound() async throws {
    let hub = try TestHub()
    func ask() async throws -> TestHub.Answer { try await hub.person(Self.number, "样本三") }
    let there = try await ask()
    #expect(there["result"] == "notFound")
    #expect(there["resultText"] == "库中无此号")
    #expect(there["scope.register"] == "本市户籍人口")
    #expect(there["nextStep"] == "askUpstream")

    let subject = try hub.maker.subject("person", Self.number)
    hub.store.contents.withLock { $0.quarantined = [subject] }
    #expect(try await ask()["reason"] == "quarantined")
    hub.store.contents.withLock { $0.quarantined = [] }

    let good = hub.store.contents.withLock { $0.datasets }
    func change(_ body: (inout DatasetState) -> Void) {
      hub.store.contents.withLock {
        $0.datasets = good
        body(&$0.datasets[0])
      }
    }
    change { $0.completeAsOf = WallClock.now - 2 * 86_400_000_000 }
    #expect(try await ask()["reason"] == "stale")
    change { $0.completeAsOf = nil }
    #expect(try await ask()["reason"] == "outOfCoverage")
    change { $0.schema.coverage.complete = false }
    #expect(try await ask()["reason"] == "outOfCoverage")
    change { _ in }
    hub.store.contents.withLock { $0.authority = Authority(order: [:]) }
    let unowned = try await ask()
    #expect(unowned["result"] == "indeterminate")
    #expect(unowned["resultText"] == "无法核验")
    #expect(unowned["reasonText"] == "超出覆盖范围")
  }

  @Test("a withdrawn row is like none; a passport that is not there is out of coverage")
  func absent() async throws {
    let hub = try TestHub()
    var row = try hub.maker.person(Self.number, "样本三")
    row.withdrawnAt = 5
    hub.add("person", row)
    #expect(try await hub.person(Self.number, "样本三")["result"] == "notFound")
    let passport = try await hub.ask(
      "/v1/verifications/person", as: "hall-01",
      #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"documentType":"passport","number":"E12345678","name":"样本三"}}"#
    )
    #expect(passport["reason"] == "outOfCoverage")
  }

  @Test("empty, conflicting, unowned and waiting values are told apart")
  func gaps() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, nil))
    #expect(try await hub.person(Self.number, "样本三")["reason"] == "empty")
    var row = try hub.maker.person(Self.number, "样本三")
    row.conflicts = ["name"]
    hub.add("person", row)
    #expect(try await hub.person(Self.number, "样本三")["reason"] == "conflict")
    row.conflicts = []
    row.source = 4
    hub.add("person", row)
    #expect(try await hub.person(Self.number, "样本三")["result"] == "match")
    #expect(try await hub.person(Self.number, "样本八")["result"] == "indeterminate")
    row.source = 1
    hub.add("person", row)
    let subject = row.subject
    hub.store.contents.withLock { $0.quarantined = [subject] }
    #expect(try await hub.person(Self.number, "样本三")["result"] == "match")
    #expect(try await hub.person(Self.number, "样本八")["reason"] == "quarantined")
  }

  @Test("a dead person is told as such or not at all, by the purpose, and never with a plain 一致")
  func deceased() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三", state: "deceased"))
    let told = try await hub.person(Self.number, "样本三", purpose: "subsidy-review")
    #expect(told["result"] == "match")
    #expect(told["resultText"] == "一致（死亡）")
    #expect(told["subjectState.code"] == "deceased")
    let hidden = try await hub.person(Self.number, "样本三")
    #expect(hidden["result"] == "indeterminate")
    #expect(hidden["reason"] == nil)
    #expect(hidden["subjectState.code"] == nil)
    #expect(try await hub.person(Self.number, "样本八")["result"] == "mismatch")
  }

  @Test("a check digit is a remark, never a verdict; 15 digits ask for the same person")
  func remarks() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person("110101198506159010", "样本三"))
    let answer = try await hub.person("110101198506159010", "样本三")
    #expect(answer["result"] == "match")
    #expect(answer.notes == ["check-differs"])
    hub.add("person", try hub.maker.person("110101850615901", "样本四"))
    let old = try await hub.person("110101850615901", "样本四")
    #expect(old["result"] == "match")
    #expect(old.notes.contains("upgraded-from-15"))
  }

  @Test("representatives: name and number have to stand in one row; no row leaves the name to the register and the number empty")
  func representatives() async throws {
    let hub = try TestHub()
    let row = try hub.maker.enterprise(Self.code, "样例科技有限公司", representative: "测试甲")
    hub.add("enterprise", row)
    func ask(_ rep: String) async throws -> TestHub.Answer { try await hub.enterprise(Self.code, "样例科技有限公司", rep: rep) }
    let none = try await ask(#"{"name":"测试甲","number":"110101198506159013"}"#)
    #expect(none["attributes.legalRep.name"] == nil)
    #expect(none.text.contains(#""legalRep.name":"match","legalRep.number":"empty""#))
    #expect(none["result"] == "indeterminate")
    #expect(none["reason"] == "empty")

    let rows = [
      try hub.maker.representative(of: Self.code, "测试甲", number: "110101198506159013"),
      try hub.maker.representative(of: Self.code, "测试乙", number: "110101198506159021", role: "executivePartner"),
    ]
    hub.store.contents.withLock { $0.representatives[row.subject] = rows }
    #expect(try await ask(#"{"name":"测试甲","number":"110101198506159013"}"#)["result"] == "match")
    #expect(try await ask(#"{"name":"测试乙","documentType":"residentId","number":"110101198506159021"}"#)["result"] == "match")
    let crossed = try await ask(#"{"name":"测试甲","number":"110101198506159021"}"#)
    #expect(crossed["result"] == "mismatch")
    #expect(crossed.text.contains(#""legalRep.name":"match","legalRep.number":"mismatch""#))
    #expect(try await ask(#"{"role":"executivePartner","name":"测试甲"}"#)["result"] == "mismatch")
    #expect(try await ask(#"{"role":"executivePartner","name":"测试乙"}"#)["result"] == "match")
    #expect(try await ask(#"{"name":"测试丙"}"#)["result"] == "mismatch")
  }

  @Test("the enterprise's state stands beside every answer about it, also a mismatch")
  func state() async throws {
    let hub = try TestHub()
    hub.add("enterprise", try hub.maker.enterprise(Self.code, "样例科技有限公司", state: nil, since: nil))
    #expect(try await hub.enterprise(Self.code, "样例科技有限公司")["subjectState.code"] == "unknown")
    hub.add("enterprise", try hub.maker.enterprise(Self.code, "样例科技有限公司"))
    let wrong = try await hub.enterprise(Self.code, "别的有限公司")
    #expect(wrong["result"] == "mismatch")
    #expect(wrong["subjectState.code"] == "inOperation")
    #expect(wrong["subjectState.text"] == "存续（在营、开业、在册）")
    #expect(wrong["subjectState.since"] == "2021-03-01")
  }

  @Test("an answer names its versions, its source, its time and its receipt; English by Accept-Language")
  func always() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let answer = try await hub.person(Self.number, "样本三")
    #expect(answer["ruleVersion"] == "n1")
    #expect(answer["mappingVersion"] == "m7")
    #expect(answer["policyVersion"] == "p41")
    #expect(answer["source.department"] == "市公安局")
    #expect(answer["source.dataset"] == "public-security/population")
    #expect(answer["asOf"]?.hasSuffix("+08:00") == true)
    #expect(answer["receipt"]?.isEmpty == false)
    #expect(answer["requestId"]?.count == 36)
    let english = try await hub.ask(
      "/v1/verifications/person", as: "hall-01",
      #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"110101198506159013","name":"样本三"}}"#,
      headers: [.acceptLanguage: "en-GB, zh;q=0.5"])
    #expect(english["resultText"] == "match")
  }

  @Test(
    "civil time of Shanghai",
    arguments: [
      (0, "1970-01-01T08:00:00+08:00"), (1_709_136_000_000_000, "2024-02-29T00:00:00+08:00"),
      (1_798_732_799_999_999, "2026-12-31T23:59:59+08:00"),
      (-1, "1970-01-01T07:59:59+08:00"),
    ])
  func time(instant: Int64, text: String) { #expect(ShanghaiTime(instant).instant == text) }
}
