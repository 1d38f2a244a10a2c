import HTTPTypes
import HubStore
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import HubGateway

/// Attack 34: a number or a name stands in bodies alone, whatever is done to have it written elsewhere.
@Suite("What is asked is not in the telemetry")
struct TelemetryTests {
  private static let number = "110101198506159013"
  private static let name = "鱻灪龗"
  private static let escaped = "%E9%B1%BB%E7%81%AA%E9%BE%97"
  private static let canaries = [number, name, escaped]

  private static let person = "/v1/verifications/person"

  /// Where a caller may put a number that belongs into a body, and what it is told.
  private static let places = [
    ("\(person)/\(number)", "route-unknown"), ("/v1/persons/\(number)", "route-unknown"), ("/\(escaped)", "route-unknown"),
    ("\(person)?number=\(number)", "query-not-allowed"), ("\(person)?name=\(escaped)", "query-not-allowed"),
    ("/metrics?number=\(number)", "query-not-allowed"), ("/healthz?\(number)", "query-not-allowed"),
    ("\(person);number=\(number)", "route-unknown"), ("/v1/catalog/\(number)", "route-unknown"),
  ]

  @Test("attack 34: a number or name in the path or the query is refused, and neither answer, log, metric nor audit repeats it")
  func addresses() async throws {
    let hub = try TestHub()
    let log = LogLines()
    try await hub.gateway(logger: Self.loud(log)).application().test(.live) { client in
      for (address, code) in Self.places {
        for method in [HTTPRequest.Method.get, .post] {
          let fields: HTTPFields = [.authorization: "Bearer \(try await hub.token("hall-01"))", .contentType: "application/json"]
          let answer = try await hub.send(client, address, method, fields, method == .post ? "{}" : nil)
          #expect(answer.told == code, "\(address)")
          Self.expectNone(in: ["\(answer.headers)", answer.text])
        }
      }
      Self.expectNone(in: [try await hub.send(client, "/metrics", .get, [:]).text])
    }
    Self.expectNone(in: log.all)
    #expect(log.all.contains { $0.contains("refused before authentication") && $0.contains("route-unknown") }, "it is told")
    #expect(hub.audit.entries.isEmpty && hub.statements == 0)
  }

  @Test("attack 34: right, wrong and broken questions, fields of the request, and failures of store and audit write none of it")
  func everything() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, Self.name))
    let log = LogLines()
    let subject = #""person":{"number":"\#(Self.number)","name":"\#(Self.name)"}"#
    let bodies = [
      #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},\#(subject)}"#, #"{"purpose":"\#(Self.name)",\#(subject)}"#,
      #"{"purpose":"permit-acceptance","\#(Self.name)":1,\#(subject)}"#, #"{\#(subject)"#, Self.number,
      #"{"purpose":"permit-acceptance","context":{"\#(Self.number)":"1"},\#(subject)}"#,
      #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"\#(Self.name)","name":"\#(Self.number)"}}"#,
    ]
    let names = try ["User-Agent", "X-Request-Id", "traceparent", "baggage", "X-Forwarded-For", "Accept-Language", "Referer"].map {
      try #require(HTTPField.Name($0))
    }
    let headers = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.number) })
    try await hub.gateway(logger: Self.loud(log)).application().test(.live) { client in
      for state in ["whole", "store down", "audit down"] {
        hub.store.contents.withLock { $0.isDown = state == "store down" }
        hub.audit.state.withLock { $0.isDown = state == "audit down" }
        for body in bodies {
          let answer = try await hub.ask(client, Self.person, as: "hall-01", body, headers: headers)
          Self.expectNone(in: ["\(answer.headers)", answer.text])
        }
      }
      Self.expectNone(in: [try await hub.send(client, "/metrics", .get, [:]).text])
    }
    Self.expectNone(in: log.all)
    // The purpose is a word of the caller's that the audit keeps as it was asked.
    Self.expectNone(in: hub.audit.entries.filter { $0.purpose != Self.name }.map { "\($0)" })
    #expect(hub.audit.entries.contains { $0.result == "match" } && log.about("audit").count == 1)
  }

  private static func loud(_ log: LogLines) -> Logger {
    var logger = log.logger
    logger.logLevel = .trace
    return logger
  }

  private static func expectNone(in texts: [String]) {
    for text in texts { for canary in canaries { #expect(!text.contains(canary), "\(text.prefix(300))") } }
  }
}
