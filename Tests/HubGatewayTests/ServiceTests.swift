import HTTPTypes
import HubModel
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

@Suite("The service as a whole")
struct ServiceTests {
  private static let number = "110101198506159013"
  private let body =
    #"{"purpose":"permit-acceptance","context":{"caseNo":"YL1"},"person":{"number":"110101198506159013","name":"样本三"}}"#

  @Test("no answer without its audit entry: a failing audit is a 503, and health is red until it works again")
  func auditDown() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      func health() async throws -> Int { try await hub.send(client, "/healthz", .get, [:]).status }
      #expect(try await health() == 200)
      hub.audit.state.withLock { $0.isDown = true }
      for body in [body, "[]"] {
        let answer = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body)
        #expect(answer.status == 503)
        #expect(answer["code"] == "audit-unavailable")
        #expect(answer["result"] == nil)
      }
      let batch = try await hub.ask(
        client, "/v1/verifications/batch", as: "hall-01",
        #"{"purpose":"p","items":[{"id":"1","person":{"number":"1","name":"a"}}]}"#)
      #expect(batch["code"] == "audit-unavailable")
      #expect(try await health() == 503)
      #expect(try await hub.send(client, "/healthz", .get, [:])["auditReason"] == "audit-down", "why it is red")
      #expect(try await hub.send(client, "/readyz", .get, [:]).status == 503)
      hub.audit.state.withLock { $0.isDown = false }
      #expect(try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body).status == 200)
      #expect(try await health() == 200)
      #expect(try await hub.send(client, "/healthz", .get, [:])["auditReason"] == nil)
    }
  }

  @Test("one log line when the audit goes and one when it is back, however many requests meet it, and nothing of the questions")
  func auditLog() async throws {
    let hub = try TestHub()
    let log = LogLines()
    try await hub.gateway(logger: log.logger).application().test(.live) { client in
      func expect(_ status: Int, times: Int) async throws {
        for _ in 0..<times {
          #expect(try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body).status == status)
        }
      }
      try await expect(200, times: 1)
      #expect(log.about("audit") == [])
      for round in 1...2 {
        hub.audit.state.withLock { $0.isDown = true }
        try await expect(503, times: 3)
        #expect(log.about("audit").count == 2 * round - 1)
        #expect(log.about("audit").last?.hasPrefix("error audit is away") == true)
        #expect(log.about("audit").last?.contains("audit-down") == true)
        hub.audit.state.withLock { $0.isDown = false }
        try await expect(200, times: 3)
        #expect(log.about("audit").count == 2 * round)
        #expect(log.about("audit").last?.hasPrefix("notice audit is back") == true)
      }
    }
    #expect(!log.all.contains { $0.contains(Self.number) || $0.contains("样本三") })
  }

  @Test("one log line when the database is not heard of any more, and one when it is")
  func databaseLog() async throws {
    let hub = try TestHub()
    let log = LogLines()
    try await hub.gateway(logger: log.logger).application().test(.live) { _ in
      func wait(for count: Int) async throws {
        for _ in 0..<500 where log.about("database").count < count { try await Task.sleep(for: .milliseconds(20)) }
      }
      hub.store.contents.withLock { $0.refreshedAt = .now - .seconds(3) }
      try await wait(for: 1)
      // Several looks later it is still one line.
      try await Task.sleep(for: .milliseconds(700))
      #expect(log.about("database").count == 1)
      hub.store.contents.withLock { $0.refreshedAt = nil }
      try await wait(for: 2)
    }
    #expect(log.about("database").count == 2)
    #expect(log.about("database").first?.hasPrefix("error database is away") == true)
    #expect(log.about("database").last?.hasPrefix("notice database is back") == true)
  }

  @Test("a gateway that could not look for revocations for two seconds answers nobody")
  func stale() async throws {
    let hub = try TestHub()
    hub.store.contents.withLock { $0.refreshedAt = .now - .seconds(3) }
    let answer = try await hub.person(Self.number, "样本三")
    #expect(answer.status == 503)
    #expect(answer["code"] == "state-stale")
    #expect(hub.audit.entries.isEmpty)
  }

  @Test("the entry holds the whole policy input, the decision and the versions, and the subject only under the audit key")
  func entry() async throws {
    let hub = try TestHub()
    let row = try hub.maker.person(Self.number, "样本三")
    hub.add("person", row)
    #expect(try await hub.ask("/v1/verifications/person", as: "hall-01", body).status == 200)
    let entry = try #require(hub.audit.last)
    #expect(entry.clientID == "hall-01" && entry.keyID == "hall-01-k1")
    #expect(entry.action == .verify && entry.entity == "person" && entry.attributes == ["number", "name"])
    #expect(entry.purpose == "permit-acceptance" && entry.answerForm == "threeWay")
    #expect(entry.context.map(\.key) == ["caseNo"] && entry.context.map(\.value) == ["YL1"])
    #expect(entry.decision == .allow && entry.code == "allowed" && entry.rule == "hall/G1" && entry.result == "match")
    #expect(entry.policyVersion == "p41" && entry.mappingVersion == "m7" && entry.ruleVersion == "n1")
    #expect(entry.subject != nil && entry.subject != row.subject.fingerprint)
    #expect(entry.latencyMicros >= 0)
  }

  @Test(
    "default deny: each refusal has its code, names what is missing, and is on record",
    arguments: [
      ("hall-01", "statistics", "caseNo", 403, "purpose-not-granted"), ("hall-01", "nothing", "caseNo", 403, "purpose-unknown"),
      ("hall-01", "permit-acceptance", "material", 403, "context-required"),
      ("reader-01", "permit-acceptance", "caseNo", 403, "no-grant"),
    ])
  func denied(client: String, purpose: String, part: String, status: Int, code: String) async throws {
    let hub = try TestHub()
    let answer = try await hub.ask(
      "/v1/verifications/person", as: client,
      #"{"purpose":"\#(purpose)","context":{"\#(part)":"1"},"person":{"number":"110101198506159013","name":"样本三"}}"#)
    #expect(answer.status == status)
    #expect(answer["code"] == code)
    #expect(answer["whoMustAct"] == (code == "context-required" ? "caller" : "yourDataOffice"))
    if code == "context-required" { #expect(answer["detail"] == "缺少 caseNo") }
    #expect(hub.audit.last?.code == code)
    #expect(hub.audit.last?.decision == .deny)
    #expect(hub.audit.last?.subject != nil)
    #expect(hub.store.contents.withLock { $0.probes } == 0)
  }

  @Test("a quota refuses with 429 and says when to come back; a batch counts its items")
  func quota() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      func ask() async throws -> TestHub.Answer { try await hub.ask(client, "/v1/verifications/person", as: "limited-01", body) }
      #expect(try await ask().status == 200)
      let item = #""person":{"number":"110101198506159013","name":"样本三"}"#
      let batch = try await hub.ask(
        client, "/v1/verifications/batch", as: "limited-01",
        #"{"purpose":"permit-acceptance","items":[{"id":"1",\#(item)},{"id":"2",\#(item)}]}"#)
      #expect(batch["items.0.status"] == "200")
      #expect(batch["items.1.problem.code"] == "quota-exceeded")
      let refused = try await ask()
      #expect(refused.status == 429)
      #expect(refused.headers[.retryAfter] != nil)
      #expect(hub.audit.last?.code == "quota-exceeded")
    }
  }

  @Test("a batch answers each item in order under its own context, with one probe for each kind")
  func batch() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let answer = try await hub.ask(
      "/v1/verifications/batch", as: "hall-01",
      #"""
      {"purpose":"permit-acceptance","context":{"caseNo":"YL0"},"items":[
      {"id":"1","person":{"number":"110101198506159013","name":"样本三"}},
      {"id":"2","context":{"caseNo":"YL2"},"enterprise":{"code":"91110101MA00TE02XF","name":"样例旧商贸有限公司"}},
      {"id":"3","person":{"number":"1101011990","name":"测试人员乙"}},
      {"id":"4","person":{"number":5,"name":"测试人员乙"}},
      {"id":"5","purpose":"statistics","person":{"number":"110101198506159013","name":"样本三"}},
      {"id":"6","person":{"number":"110101198506159013","name":"样本八"}}]}
      """#)
    #expect(answer.status == 200)
    #expect(answer["counts.answered"] == "3" && answer["counts.refused"] == "3")
    #expect((0..<6).map { answer["items.\($0).id"] } == ["1", "2", "3", "4", "5", "6"])
    #expect((0..<6).map { answer["items.\($0).status"] } == ["200", "200", "422", "400", "403", "200"])
    #expect(answer["items.0.result"] == "match" && answer["items.1.result"] == "notFound" && answer["items.5.result"] == "mismatch")
    #expect(answer["items.2.problem.code"] == "identifier-malformed" && answer["items.3.problem.code"] == "type-mismatch")
    #expect(answer["items.4.receipt"]?.isEmpty == false)
    let entries = hub.audit.entries
    #expect(entries.map(\.item) == [0, 1, 2, 3, 4, 5])
    #expect(entries[0].context.first?.value == "YL0" && entries[1].context.first?.value == "YL2")
    #expect(Set(entries.map(\.requestID)).count == 1)
    #expect(hub.store.contents.withLock { $0.probes } == 2)
    #expect(hub.audit.state.withLock { $0.calls } == 1)
  }

  @Test("a batch of more than 1,000, an empty one and one with an id twice are refused")
  func batchLimits() async throws {
    let hub = try TestHub()
    func ask(_ items: [String]) async throws -> String? {
      try await hub.ask("/v1/verifications/batch", as: "hall-01", #"{"purpose":"p","items":[\#(items.joined(separator: ","))]}"#)[
        "code"]
    }
    #expect(try await ask([]) == "member-missing")
    #expect(try await ask([#"{"id":"1"}"#, #"{"id":"1"}"#]) == "batch-item-duplicate")
    #expect(try await ask((0...1000).map { #"{"id":"\#($0)"}"# }) == "batch-too-large")
    #expect(try await ask((0..<100_000).map { #"{"id":"\#($0)"}"# }) == "body-too-large")
  }

  @Test("a lookup shows what the policy released, masked, with the state beside it, and writes an entry for each")
  func lookup() async throws {
    let hub = try TestHub()
    let row = try hub.maker.enterprise(
      "91110105MA9PW3T54M", "样例\"ignore previous instructions\"公司", state: "deregistered", since: "2025-01-10")
    hub.add("enterprise", row)
    hub.store.contents.withLock {
      $0.records[row.subject] = [
        "code": "91110105MA9PW3T54M", "name": "样例\"ignore previous instructions\"公司", "legal_rep_name": "测试甲",
      ]
    }
    let answer = try await hub.ask(
      "/v1/enterprises/lookup", as: "reader-01",
      #"{"purpose":"permit-acceptance","enterprise":{"code":"91110105MA9PW3T54M"},"attributes":["code","name","legal_rep_name"]}"#)
    #expect(answer["enterprises.0.fields.name"] == "样例\"ignore previous instructions\"公司")
    #expect(
      answer["enterprises.0.fields.legal_rep_name"] == "测**"
        || answer["enterprises.0.fields.legal_rep_name"]?.hasPrefix("测") == true)
    #expect(!answer.text.contains("测试甲"))
    #expect(answer["enterprises.0.masked.0"] == "legal_rep_name")
    #expect(answer["enterprises.0.subjectState.code"] == "deregistered")
    #expect(hub.audit.last?.action == .read && hub.audit.last?.result == "found")
    let none = try await hub.ask(
      "/v1/enterprises/lookup", as: "reader-01", #"{"purpose":"permit-acceptance","enterprise":{"code":"91110101MA00TE011P"}}"#)
    #expect(none["result"] == "notFound")
    let denied = try await hub.ask(
      "/v1/enterprises/lookup", as: "hall-01", #"{"purpose":"permit-acceptance","enterprise":{"code":"91110101MA00TE011P"}}"#)
    #expect(denied["code"] == "no-grant")
    #expect(hub.audit.entries.count == 3)
  }

  @Test("a process that serves verification only refuses to read")
  func verifyOnly() async throws {
    let hub = try TestHub()
    try await hub.gateway { $0.servesReading = false }.application().test(.live) { client in
      let answer = try await hub.ask(
        client, "/v1/enterprises/lookup", as: "reader-01",
        #"{"purpose":"permit-acceptance","enterprise":{"code":"91110101MA00TE011P"}}"#)
      #expect(answer.status == 501)
      #expect(answer["code"] == "read-not-served")
    }
  }

  @Test("the catalogue lists registers and attributes, to known callers, on record")
  func catalog() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      #expect(try await hub.send(client, "/v1/catalog", .get, [:]).status == 401)
      let answer = try await hub.send(client, "/v1/catalog", .get, [.authorization: "Bearer \(try await hub.token("reader-01"))"])
      #expect(answer["entities.0.name"] == "person")
      #expect(answer["datasets.0.scope.register"] == "本市户籍人口")
      #expect(hub.audit.last?.entity == "catalog")
    }
  }

  @Test("every protected door refuses without a token; unknown paths and methods are told")
  func doors() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      for route in Route.allCases {
        let answer = try await hub.send(
          client, route.rawValue, route.method, [.contentType: "application/json"], route.method == .post ? "{}" : nil)
        #expect(answer.status == (route.isOpen ? 200 : 401))
        let other = try await hub.send(client, route.rawValue, .delete, [:])
        #expect(other["code"] == "method-not-allowed")
      }
      #expect(try await hub.send(client, "/v1/persons", .get, [:])["code"] == "route-unknown")
      #expect(try await hub.send(client, "/v1/catalog/", .get, [:])["code"] == "route-unknown")
      #expect(hub.audit.entries.isEmpty)
    }
  }

  @Test("metrics are Prometheus text without a word from a caller")
  func metrics() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    try await hub.gateway().application().test(.live) { client in
      #expect(try await hub.ask(client, "/v1/verifications/person", as: "hall-01", body).status == 200)
      _ = try await hub.send(client, "/v1/verifications/person", .post, [:])
      let text = try await hub.send(client, "/metrics", .get, [:]).text
      #expect(text.contains(#"govhub_requests_total{route="/v1/verifications/person",status="200"} 1"#))
      #expect(text.contains(#"govhub_verdicts_total{entity="person",result="match"} 1"#))
      #expect(text.contains(#"govhub_refusals_before_authentication_total{code="token-missing"} 1"#))
      #expect(text.contains(#"govhub_request_seconds_bucket{route="/v1/verifications/person",le="+Inf"} 1"#))
      #expect(!text.contains("hall-01") && !text.contains("127.0.0.1") && !text.contains(Self.number))
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.split(separator: " ").count == 2 && Double(line.split(separator: " ")[1]) != nil)
      }
    }
  }
}
