import HTTPTypes
import HubModel
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// Attacks 2, 8, 11 and 34: what an answer must not tell.
@Suite("Answers tell no more than the grant")
struct OracleTests {
  private static let number = "110101198506159013"

  private func neutral(_ answer: TestHub.Answer) -> String {
    var text = answer.text
    if let id = answer["requestId"] { text = text.replacing(id, with: "ID") }
    return text
  }

  @Test("two-way: wrong name, no such number, withdrawn and hidden are one answer, byte for byte, headers too")
  func twoWay() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    hub.add("person", try hub.maker.person("110101198506159021", "样本四", region: "440106"))
    var withdrawn = try hub.maker.person("11010119850615903X", "样本五")
    withdrawn.withdrawnAt = 1
    hub.add("person", withdrawn)
    try await hub.gateway().application().test(.live) { client in
      func ask(_ number: String, _ name: String) async throws -> TestHub.Answer {
        try await hub.ask(
          client, "/v1/verifications/person", as: "agent-01",
          #"{"purpose":"subsidy-review","person":{"number":"\#(number)","name":"\#(name)"}}"#)
      }
      #expect(try await ask(Self.number, "样本三")["result"] == "match")
      let wrong = try await ask(Self.number, "样本八")
      #expect(wrong["result"] == "noMatch")
      #expect(wrong["resultText"] == "未能核实一致")
      for (number, name) in [("110101198506159048", "样本三"), ("110101198506159021", "样本四"), ("11010119850615903X", "样本五")] {
        let other = try await ask(number, name)
        #expect(neutral(other) == neutral(wrong))
        let names = [HTTPField.Name.contentLength, .contentType, .cacheControl]
        for name in names { #expect(other.headers[name] == wrong.headers[name]) }
      }
      #expect(hub.audit.last?.result == "noMatch")
    }
  }

  @Test("two-way: a firm with a wrong name and a firm that is not there are one answer, and cost the same look-ups")
  func twoWayEnterprise() async throws {
    let hub = try TestHub()
    hub.add("enterprise", try hub.maker.enterprise("91110105MA9PW3T54M", "样例科技有限公司", former: "样例旧名有限公司"))
    try await hub.gateway().application().test(.live) { client in
      func ask(_ code: String, _ name: String) async throws -> String {
        neutral(
          try await hub.ask(
            client, "/v1/verifications/enterprise", as: "agent-01",
            #"{"purpose":"subsidy-review","enterprise":{"code":"\#(code)","name":"\#(name)","legalRep":{"name":"甲"}}}"#))
      }
      let wrong = try await ask("91110105MA9PW3T54M", "样例旧名有限公司")
      let calls = hub.store.contents.withLock { ($0.probes, $0.relationCalls) }
      #expect(try await ask("91110101MA00TE011P", "样例旧名有限公司") == wrong)
      let after = hub.store.contents.withLock { ($0.probes, $0.relationCalls) }
      #expect(after == (calls.0 * 2, calls.1 * 2))
    }
  }

  @Test("no answer, refusal or audit entry holds the plain number or name that was asked")
  func noPlaintext() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "欧阳标记"))
    try await hub.gateway().application().test(.live) { client in
      for (number, name) in [
        (Self.number, "欧阳标记"), (Self.number, "欧阳他人"), ("1101011985061590", "欧阳标记"), ("110101198513159013", "欧阳标记"),
        (Self.number, "欧阳*"),
      ] {
        for client2 in ["hall-01", "agent-01"] {
          let answer = try await hub.ask(
            client, "/v1/verifications/person", as: client2,
            #"{"purpose":"subsidy-review","context":{"caseNo":"1"},"person":{"number":"\#(number)","name":"\#(name)"}}"#)
          #expect(!answer.text.contains(number))
          #expect(!answer.text.contains("欧阳"))
        }
      }
      let unknown = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", #"{"欧阳标记":1,"110101198506159013":2}"#)
      #expect(unknown["code"] == "member-unknown")
      #expect(!unknown.text.contains("欧阳") && !unknown.text.contains(Self.number))
    }
    for entry in hub.audit.entries {
      let text = "\(entry)"
      #expect(!text.contains("欧阳") && !text.contains(Self.number))
    }
  }

  @Test("a store that fails is a 503 without a word of why, and is on record")
  func storeDown() async throws {
    let hub = try TestHub()
    hub.store.contents.withLock { $0.isDown = true }
    let answer = try await hub.person(Self.number, "样本三")
    #expect(answer.status == 503)
    #expect(answer["code"] == "store-unavailable")
    #expect(answer["retryable"] == "1" || answer["retryable"] == "true")
    #expect(!answer.text.contains("store is down"))
    #expect(hub.audit.last?.code == "store-unavailable")
  }

  @Test(
    "every wrong type, length and character is a 4xx with a stable code",
    arguments: [
      ("[]", "type-mismatch"), ("{}", "member-missing"), (#"{"purpose":1}"#, "member-missing"),
      (#"{"purpose":null,"person":{"number":"1","name":"a"}}"#, "type-mismatch"),
      (#"{"purpose":"p","person":[]}"#, "type-mismatch"),
      (#"{"purpose":"p","person":{"number":110101198506159013,"name":"a"}}"#, "type-mismatch"),
      (#"{"purpose":"p","person":{"number":"1","name":"a","x":1}}"#, "member-unknown"),
      (#"{"purpose":"p","person":{"number":"1","name":"a","name":"b"}}"#, "json-duplicate-member"),
      (#"{"purpose":"p","person":{"number":"1","name":"\u0000"}}"#, "json-character-forbidden"),
      (#"{"purpose":"p","person":{"number":"1","name":"a"}} x"#, "json-malformed"),
      (#"{"purpose":"p","person":{"documentType":"idCard","number":"1","name":"a"}}"#, "word-unknown"),
      (#"{"purpose":"p","person":{"number":"1","name":" "}}"#, "placeholder-value"),
      (#"{"purpose":"p","context":{"caseNo":5},"person":{"number":"1","name":"a"}}"#, "type-mismatch"),
      (#"{"purpose":"p","person":{"number":"1","name":"\#(String(repeating: "a", count: 700))"}}"#, "value-too-long"),
      (
        #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"110101195103049000","name":"a"}}"#,
        "excel-precision-lost"
      ),
      (
        #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"1101011985****9013","name":"a"}}"#,
        "masked-value"
      ),
    ])
  func shapes(body: String, code: String) async throws {
    let hub = try TestHub()
    let answer = try await hub.ask("/v1/verifications/person", as: "hall-01", body)
    #expect((400..<500).contains(answer.status))
    #expect(answer["code"] == code)
    #expect(answer["type"] == "/problems/\(code)")
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(hub.audit.last?.code == code)
  }
}
