import Foundation
import HTTPTypes
import HubStore
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import HubGateway

/// Attack 28: a token is for this gateway alone, and goes no further than it.
@Suite("The gateway is nobody's deputy")
struct ConfusedDeputyTests {
  private static let body = #"{"purpose":"permit-acceptance","person":{"number":"110101198506159013","name":"样本三"}}"#

  @Test(
    "attack 28: a token for another audience, however near, is refused with 401 before anything is looked up",
    arguments: [
      "https://other.test", "https://hub.test/", "https://hub.test.other", "HTTPS://HUB.TEST", "*", "", " https://hub.test",
      "https://hub.test,https://other.test",
    ])
  func audience(_ audience: String) async throws {
    let hub = try TestHub()
    let token = try await hub.token("hall-01", .init(aud: audience))
    try await hub.gateway().application().test(.live) { client in
      for route in Route.allCases where !route.isOpen {
        let fields: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
        let answer = try await hub.send(client, route.rawValue, route.method, fields, route.method == .post ? Self.body : nil)
        #expect(answer.status == 401 && answer.told == "token-audience", "\(route)")
      }
    }
    #expect(hub.statements == 0 && hub.audit.entries.isEmpty)
  }

  @Test("attack 28: the caller's token stands in no answer, entry, log line or metric")
  func kept() async throws {
    let hub = try TestHub()
    let log = LogLines()
    var logger = log.logger
    logger.logLevel = .trace
    let token = try await hub.token("hall-01")
    let parts = token.split(separator: ".").map(String.init)
    try await hub.gateway(logger: logger).application().test(.live) { client in
      let good: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
      let bad: HTTPFields = [.authorization: "Bearer \(token)x", .contentType: "application/json"]
      for fields in [good, bad] {
        for route in Route.allCases {
          let answer = try await hub.send(client, route.rawValue, route.method, fields, route.method == .post ? Self.body : nil)
          #expect(!parts.contains { "\(answer.headers)\(answer.text)".contains($0) }, "\(route)")
        }
      }
      hub.audit.state.withLock { $0.isDown = true }
      _ = try await hub.send(client, Route.verifyPerson.rawValue, .post, good, Self.body)
    }
    #expect(!hub.audit.entries.isEmpty)
    for text in hub.audit.entries.map({ "\($0)" }) + log.all { #expect(!parts.contains { text.contains($0) }) }
  }

  @Test("attack 28: the gateway has nothing by which it could call anybody: no client of HTTP, no transfer, no connector")
  func calls() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/HubGateway")
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 40)
    let callers = [
      "HubTransfer", "HubConnectorKit", "CLibCurl", "AsyncHTTPClient", "FoundationNetworking", "URLSession", "ClientBootstrap",
    ]
    for file in files {
      let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
      for word in callers { #expect(!text.contains(word), "\(file): \(word)") }
    }
  }

  @Test("attack 28: no route acts on data: each is a question or a reading")
  func actions() {
    for route in Route.allCases {
      #expect([.get, .post].contains(route.method))
      #expect(route.isOpen || [.verify, .read, .aggregate].contains(route.action), "\(route)")
    }
  }
}
