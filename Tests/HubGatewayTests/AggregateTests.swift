import Foundation
import HTTPTypes
import HubModel
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

@Suite("Published queries in the gateway")
struct AggregateTests {
  private static let path = "/v1/aggregates"

  private func body(_ query: String = "enterprises-by-state", purpose: String = "statistics", rest: String = "") -> String {
    #"{"purpose":"\#(purpose)","query":"\#(query)"\#(rest)}"#
  }

  private func hub(small: Int = 3) throws -> TestHub {
    let hub = try TestHub()
    hub.store.contents.withLock { contents in
      contents.counts["enterprise"] = [
        .init(values: ["inOperation"], count: 900), .init(values: ["deregistered"], count: 41),
        .init(values: ["suspended"], count: small),
      ]
      contents.datasets[1].lastRun = 5
    }
    return hub
  }

  /// Without what differs from answer to answer.
  private func cells(_ answer: TestHub.Answer) throws -> String {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
    let kept = object.filter { !["requestId", "receipt", "asOf"].contains($0.key) }
    return String(decoding: try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys), as: UTF8.self)
  }

  @Test("The answer names the query, its groups and counts; small ones are null, and the entry is like that of any answer")
  func answer() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      let answer = try await hub.ask(client, Self.path, as: "planner-01", body())
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer["query"] == "enterprises-by-state" && answer["title"] == "企业按登记状态" && answer["k"] == "10")
      #expect(answer["scope.register"] == "本市登记的市场主体" && answer["asOf"] != nil && answer["receipt"] != nil)
      #expect(answer["groupBy.0.attribute"] == "state")
      let shown = (0..<4).map { place in
        let (title, count) = (answer["cells.\(place).groups.0.title"], answer["cells.\(place).count"])
        return "\(title ?? "-") \(count ?? "-")"
      }
      #expect(shown[1].hasPrefix("inOperation 900") && shown[3] == "合计 944")
      #expect(answer.text.contains(#""title":"注销"}],"count":null,"suppressed":true"#))
      #expect(answer.text.contains(#""title":"其他及未填"}],"count":null,"suppressed":true"#))
      #expect(answer.notes == ["suppressed", "folded"])
      #expect(!answer.text.contains("suspended") && !answer.text.contains(#""count":41"#))
      let entry = try #require(hub.audit.last)
      #expect(entry.action == .aggregate && entry.entity == "enterprise" && entry.attributes == ["enterprises-by-state"])
      #expect(entry.decision == .allow && entry.rule == "planner/A1" && entry.result == "counted" && entry.subject == nil)
    }
  }

  @Test("Attack 13: of ten thousand answers there is one, and the store counted once; a new state is counted anew")
  func repeats() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      var seen: Set<String> = []
      for _ in 0..<40 { seen.insert(try cells(try await hub.ask(client, Self.path, as: "planner-01", body()))) }
      #expect(seen.count == 1 && hub.store.contents.withLock { $0.countings.count } == 1)
      hub.store.contents.withLock { contents in
        contents.counts["enterprise"]?[0].count = 950
        contents.datasets[0].lastRun = 6
      }
      // Another entity's run.
      seen.insert(try cells(try await hub.ask(client, Self.path, as: "planner-01", body())))
      #expect(seen.count == 1)
      hub.store.contents.withLock { $0.datasets[1].lastRun = 7 }
      seen.insert(try cells(try await hub.ask(client, Self.path, as: "planner-01", body())))
      #expect(seen.count == 2 && hub.store.contents.withLock { $0.countings.map(\.lastRun) } == [5, 7])
    }
  }

  @Test("Attack 12: a caller brings no filter and no grouping, and a query that is not published is refused like one not granted")
  func noFilters() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      func ask(_ body: String, as name: String = "planner-01") async throws -> TestHub.Answer {
        try await hub.ask(client, Self.path, as: name, body)
      }
      for rest in [#","where":["state = suspended"]"#, #","group_by":["code"]"#, #","enterprise":{"code":"1"}"#] {
        #expect(try await ask(body(rest: rest))["code"] == "member-unknown")
      }
      #expect(try await ask(#"{"purpose":"statistics"}"#)["code"] == "member-missing")
      let unknown = try await ask(body("canary-110101198506159013"))
      let foreign = try await ask(body("persons-by-region"))
      #expect(unknown["code"] == "no-grant" && foreign["code"] == "no-grant")
      #expect(unknown["detail"] == foreign["detail"] && unknown.bytes.count == foreign.bytes.count)
      #expect(!hub.audit.entries.contains { $0.attributes.contains { $0.contains("canary") } })
      #expect(try await ask(body(purpose: "permit-acceptance"))["code"] == "purpose-not-granted")
      #expect(try await ask(body("enterprises-by-year"))["code"] == "denied-by-rule")
      // To read the attribute is no right to count by it.
      #expect(try await ask(body(purpose: "permit-acceptance"), as: "reader-01")["code"] == "no-grant")
      #expect(hub.store.contents.withLock { $0.countings.isEmpty })
      #expect(hub.audit.entries.allSatisfy { $0.decision == .deny && $0.action == .aggregate })
      #expect(hub.audit.entries.count == 9)
    }
  }

  @Test("Attack 11: two hubs that differ by one record in a small group differ in no more than the total")
  func hiddenRecord() async throws {
    var texts: [String] = []
    for small in [3, 4] {
      let answer = try await hub(small: small).ask(Self.path, as: "planner-01", body())
      #expect(answer.headers[.eTag] == nil)
      texts.append(try cells(answer).replacing("\(941 + small)", with: "*"))
    }
    #expect(texts.count == 2 && texts[0] == texts[1])
  }

  @Test("A store that is away is told as such and on record, and the next who asks is answered")
  func unavailable() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      hub.store.contents.withLock { $0.isDown = true }
      let away = try await hub.ask(client, Self.path, as: "planner-01", body())
      #expect(away["code"] == "store-unavailable")
      #expect(hub.audit.last?.code == "store-unavailable")
      hub.store.contents.withLock { $0.isDown = false }
      let back = try await hub.ask(client, Self.path, as: "planner-01", body())
      #expect(back.status == 200)
    }
  }

  @Test("No answer leaves that is not on record")
  func audited() async throws {
    let hub = try hub()
    hub.audit.state.withLock { $0.isDown = true }
    let answer = try await hub.ask(Self.path, as: "planner-01", body())
    #expect(answer["code"] == "audit-unavailable" && !answer.text.contains("cells"))
  }
}
