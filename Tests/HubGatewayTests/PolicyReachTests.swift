import HTTPTypes
import HubModel
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// What of the policy language reaches those who ask, the log and the metrics.
@Suite("The policy in the gateway")
struct PolicyReachTests {
  private static let number = "110101198506159013"

  private func body(_ context: String, purpose: String = "permit-acceptance", number: String = PolicyReachTests.number) -> String {
    #"{"purpose":"\#(purpose)","context":{\#(context)},"person":{"number":"\#(number)","name":"样本三"}}"#
  }

  @Test("A broken glass is answered, on record with its reason, counted, and logged without it")
  func breakGlass() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let log = LogLines()
    try await hub.gateway(logger: log.logger).application().test(.live) { client in
      func ask(_ context: String) async throws -> TestHub.Answer {
        try await hub.ask(client, "/v1/verifications/person", as: "duty-01", body(context))
      }
      let refused = try await ask("")
      #expect(refused["code"] == "context-required" && refused["detail"] == "缺少 emergency")
      for blank in ["", " ", "\u{3000}", "——"] {
        #expect(try await ask(#""emergency":"\#(blank)""#)["code"] == "context-required")
      }
      #expect(try await ask(#""emergency":"\#(String(repeating: "急", count: 101))""#)["code"] == "value-too-long")
      #expect(!log.all.contains { $0.contains("glass broken") })
      let answer = try await ask(#""emergency":"应急样例0001""#)
      #expect(answer["result"] == "match")
      let entry = try #require(hub.audit.last)
      #expect(entry.code == "allowed" && entry.rule == "duty/B1")
      #expect(entry.context.map(\.key) == ["emergency"] && entry.context.first?.value == "应急样例0001")
      let lines = log.all.filter { $0.hasPrefix("warning glass broken") }
      #expect(lines.count == 1 && lines.first?.contains("duty/B1") == true)
      #expect(!log.all.contains { $0.contains("应急样例0001") || $0.contains(Self.number) })
      #expect(try await hub.send(client, "/metrics", .get, [:]).text.contains("\ngovhub_break_glass_total 1\n"))
    }
  }

  @Test("An emergency that is stated where a grant holds anyway raises no alarm")
  func notNeeded() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      let text = body(#""caseNo":"1","emergency":"应急样例0001""#)
      let answer = try await hub.ask(client, "/v1/verifications/person", as: "hall-01", text)
      #expect(answer.status == 200)
      #expect(hub.audit.last?.context.map(\.key) == ["caseNo", "emergency"])
      #expect(try await hub.send(client, "/metrics", .get, [:]).text.contains("\ngovhub_break_glass_total 0\n"))
    }
  }

  @Test("Data older than the grant takes are stale, also where the dataset's own limit is wider; two-way says so without a reason")
  func freshness() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    try await hub.gateway().application().test(.live) { client in
      func ask(_ purpose: String, _ number: String = PolicyReachTests.number) async throws -> TestHub.Answer {
        try await hub.ask(client, "/v1/verifications/person", as: "duty-01", body("", purpose: purpose, number: number))
      }
      // The register was read an hour ago; the grants take half an hour.
      let told = try await ask("statistics")
      #expect(told["result"] == "indeterminate" && told["reason"] == "stale")
      for number in [Self.number, "110101198506159021"] {
        let untold = try await ask("subsidy-review", number)
        #expect(untold["result"] == "indeterminate" && untold["reason"] == nil)
      }
      hub.store.contents.withLock { $0.datasets[0].completeAsOf = WallClock.now - 60_000_000 }
      #expect(try await ask("statistics")["result"] == "match")
      hub.store.contents.withLock { $0.datasets[0].completeAsOf = nil }
      #expect(try await ask("statistics")["reason"] == "stale", "never read whole")
      // The tighter of both: now the dataset's own.
      hub.store.contents.withLock {
        $0.datasets[0].completeAsOf = WallClock.now - 600_000_000
        $0.datasets[0].schema.maxAge = 60
      }
      #expect(try await ask("statistics")["reason"] == "stale")
    }
  }

  @Test("Attack 23: a record without the attribute, or with a value of another type, is refused, and an alarm is raised")
  func faults() async throws {
    let hub = try TestHub()
    let log = LogLines()
    try await hub.gateway(logger: log.logger).application().test(.live) { client in
      var row = try hub.maker.person(Self.number, "样本三")
      func ask() async throws -> String? {
        try await hub.ask(client, "/v1/verifications/person", as: "agent-01", body("", purpose: "subsidy-review"))["result"]
      }
      func count(_ code: String) async throws -> Bool {
        let text = try await hub.send(client, "/metrics", .get, [:]).text
        return text.contains(#"govhub_policy_faults_total{code="\#(code)"} 1"#)
      }
      #expect(try await ask() == "noMatch")
      #expect(try await !count("attribute-missing"), "nothing is wrong with a record that is not there")
      row.texts["region"] = nil
      hub.add("person", row)
      #expect(try await ask() == "noMatch")
      #expect(hub.audit.last?.code == "attribute-missing" && hub.audit.last?.rule == "agent/S1")
      #expect(try await count("attribute-missing"))
      row.texts["region"] = "标记值"
      hub.add("person", row)
      #expect(try await ask() == "noMatch")
      #expect(hub.audit.last?.code == "evaluation-error")
      #expect(try await count("evaluation-error"))
      #expect(log.all.contains { $0.hasPrefix("error a condition could not be judged") && $0.contains("agent/S1") })
      #expect(!log.all.contains { $0.contains("标记值") || $0.contains(Self.number) || $0.contains("样本三") })
    }
  }

  @Test("Attacks 25 and 26: spellings of one number are one subject, and questions about nobody count too")
  func quotaKeys() async throws {
    let hub = try TestHub()
    try await hub.gateway().application().test(.live) { client in
      func ask(_ number: String) async throws -> TestHub.Answer {
        try await hub.ask(client, "/v1/verifications/person", as: "counted-01", body("", number: number))
      }
      let spellings = [
        "11010119850615903X", "11010119850615903x", "１１０１０１１９８５０６１５９０３Ｘ", " 11010119850615903X ", "110101850615903",
      ]
      for spelling in spellings {
        let answer = try await ask(spelling)
        #expect(answer["result"] == "noMatch", "\(spelling)")
      }
      #expect(try await ask(Self.number).status == 200)
      let third = try await ask("110101198506159021")
      #expect(third.status == 429 && third["detail"] == "distinct_subjects_per_day")
      #expect(hub.audit.last?.code == "quota-exceeded")
    }
  }

  @Test("Attack 27: a purpose that is granted opens no other, alone or in a batch, and no answer can be had again by its id")
  func purposes() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    try await hub.gateway().application().test(.live) { client in
      let path = "/v1/verifications/person"
      let first = try await hub.ask(client, path, as: "hall-01", body(#""caseNo":"1""#))
      #expect(first["result"] == "match")
      let other = try await hub.ask(client, path, as: "hall-01", body(#""caseNo":"1""#, purpose: "statistics"))
      #expect(other.status == 403 && other["code"] == "purpose-not-granted" && other["result"] == nil)
      let item = #"{"id":"1","purpose":"statistics","person":{"number":"\#(Self.number)","name":"样本三"}}"#
      let batch = try await hub.ask(
        client, "/v1/verifications/batch", as: "hall-01",
        #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"items":[\#(item)]}"#)
      #expect(batch["items.0.problem.code"] == "purpose-not-granted" && batch["items.0.result"] == nil)
      let id = try #require(first["requestId"])
      #expect(try await hub.send(client, "\(path)/\(id)", .get, [:])["code"] == "route-unknown")
    }
  }

  @Test("Every refusal of the policy is a refusal of the gateway")
  func codes() {
    for code in DecisionCode.allCases where code != .allowed && code != .conditionPending {
      #expect(ProblemCode(rawValue: code.rawValue) != nil, "\(code)")
    }
  }

  @Test("A record that a condition hides is not shown, and each that is names the grant that showed it")
  func lookup() async throws {
    let hub = try TestHub()
    let firms = [("91110105MA9PW3T54M", "北京市"), ("91110101MA00TE011P", "广东省"), ("91110105MA00000002", "样例省")]
    for (code, province) in firms {
      var row = try hub.maker.enterprise(code, "样例科技有限公司")
      row.texts["province"] = province
      hub.add("enterprise", row)
      hub.store.contents.withLock { $0.records[row.subject] = ["code": code] }
    }
    try await hub.gateway().application().test(.live) { client in
      var rules: [String?] = []
      for (code, _) in firms {
        let text = #"{"purpose":"statistics","enterprise":{"code":"\#(code)"},"attributes":["code"]}"#
        _ = try await hub.ask(client, "/v1/enterprises/lookup", as: "duty-01", text)
        rules.append(hub.audit.last?.result == "found" ? hub.audit.last?.rule : nil)
      }
      #expect(rules == ["duty/P1", "duty/P2", nil])
    }
  }
}
