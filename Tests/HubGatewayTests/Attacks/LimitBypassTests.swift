import HTTPTypes
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// Attack 25: a limit belongs to the client and the subject, however the client dresses up its requests.
@Suite("Limits cannot be got round")
struct LimitBypassTests {
  private static let number = "11010119850615903X"
  private static let spellings = [
    number, "11010119850615903x", "１１０１０１１９８５０６１５９０３Ｘ", " 11010119850615903X ", "\u{3000}11010119850615903X",
    "1101011985\u{200B}0615903X",
  ]

  private func hub(_ quota: String, clients: [String] = ["hall-01"], networks: String = "") throws -> TestHub {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    try hub.take(
      roles: ["near": TestHub.verifier("near", quota: quota)],
      clients: Dictionary(uniqueKeysWithValues: clients.map { ($0, "near") }), networks: networks)
    return hub
  }

  private func field(_ name: String) throws -> HTTPField.Name { try #require(HTTPField.Name(name)) }

  @Test("attack 25: another forwarded address, another token and another connection for each request do not make another client")
  func disguises() async throws {
    let proxies: [[NetworkRange]] = try [[], [NetworkRange("127.0.0.0/8"), NetworkRange("::1")]]
    for trusted in proxies {
      let hub = try hub("requests_per_minute: 3")
      let gateway = try hub.gateway { $0.trustedProxies = trusted }
      let names = try ["X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Forwarded"].map(field)
      var told: [String] = []
      for round in 0..<6 {
        // Each connection is a new one, and each question has a token of its own.
        let answer = try await gateway.application().test(.live) { client in
          let headers = Dictionary(uniqueKeysWithValues: names.map { ($0, "10.9.8.\(round)") })
          return try await hub.askPerson(client, Self.number, "样本三", as: "hall-01", headers: headers)
        }
        told.append(answer.told)
      }
      #expect(told == ["match", "match", "match"] + [String](repeating: "quota-exceeded", count: 3))
    }
  }

  @Test("attack 25: an address that the client says of itself opens no network to it")
  func spoofedNetwork() async throws {
    let hub = try hub("requests_per_minute: 100", networks: "networks: [10.1.0.0/16]")
    let forwarded = try field("X-Forwarded-For")
    func told(_ value: String, trusting: Bool) async throws -> String {
      let proxies = trusting ? [try NetworkRange("127.0.0.0/8"), try NetworkRange("::1")] : []
      return try await hub.gateway { $0.trustedProxies = proxies }.application().test(.live) { client in
        try await hub.askPerson(client, Self.number, "样本三", as: "hall-01", headers: [forwarded: value]).told
      }
    }
    #expect(try await told("10.1.0.5", trusting: false) == "network-not-allowed")
    #expect(try await told("10.1.0.5, 203.0.113.9", trusting: true) == "network-not-allowed")
    #expect(try await told("10.1.0.5,", trusting: true) == "network-not-allowed", "what cannot be read opens nothing")
    #expect(try await told("203.0.113.9, 10.1.0.5", trusting: true) == "match", "the proxy's own word counts")
  }

  @Test("attack 25: guesses in a thousand items of one batch, in other spellings and by other clients are one subject's guesses")
  func batch() async throws {
    let hub = try hub("wrong_per_subject_per_day: 3", clients: ["hall-01", "reader-01"])
    let items = (0..<1000).map { index in
      let number = Self.spellings[index % Self.spellings.count]
      return #"{"id":"\#(index)","person":{"number":"\#(number)","name":"样本\#(index)"}}"#
    }
    let batch = #"{"purpose":"permit-acceptance","items":[\#(items.joined(separator: ","))]}"#
    try await hub.gateway().application().test(.live) { client in
      let answer = try await hub.ask(client, "/v1/verifications/batch", as: "hall-01", batch)
      #expect(answer["counts.answered"] == "3" && answer["counts.refused"] == "997")
      #expect(answer["items.2.result"] == "noMatch" && answer["items.3.problem.code"] == "quota-exceeded")
      #expect(hub.audit.entries.count { $0.result != nil } == 3, "what was not told is not on record as told")
      for spelling in Self.spellings {
        let right = try await hub.askPerson(client, spelling, "样本三", as: "reader-01")
        #expect(right.told == "quota-exceeded", "\(spelling)")
      }
    }
  }

  @Test("attack 25: a wrong guess counts also where the doubt about the record hides that it is one; any doubt else does not")
  func doubt() async throws {
    let hub = try hub("wrong_per_subject_per_day: 2")
    let waiting = try hub.maker.person(Self.number, "样本三").subject
    hub.store.contents.withLock { $0.quarantined = [waiting] }
    try await hub.gateway().application().test(.live) { client in
      func told(_ name: String) async throws -> String {
        try await hub.askPerson(client, Self.number, name, as: "hall-01").told
      }
      let right = try await told("样本三")
      #expect(right == "match")
      for name in ["样本一", "样本二"] { #expect(try await told(name) == "indeterminate", "\(name)") }
      for name in ["样本四", "样本三"] { #expect(try await told(name) == "quota-exceeded", "\(name)") }
    }
    hub.store.contents.withLock { $0.rows["person"] = [:] }
    try hub.take(roles: ["near": TestHub.verifier("near", quota: "wrong_per_subject_per_day: 2")], clients: ["reader-01": "near"])
    let other = "110101198506159013"
    let subject = try hub.maker.person(other, "样本五").subject
    hub.store.contents.withLock { $0.quarantined = [subject] }
    try await hub.gateway().application().test(.live) { client in
      for _ in 0..<4 {
        let told = try await hub.askPerson(client, other, "样本五", as: "reader-01").told
        #expect(told == "indeterminate", "no record, and no name that would be answered otherwise")
      }
    }
  }

  @Test("attack 25: each item of a batch is a question, and asking again what was refused gets nowhere")
  func retries() async throws {
    let hub = try hub("requests_per_minute: 5")
    let item = #""person":{"number":"\#(Self.number)","name":"样本三"}"#
    let items = (0..<8).map { #"{"id":"\#($0)",\#(item)}"# }.joined(separator: ",")
    try await hub.gateway().application().test(.live) { client in
      for expected in ["5", "0", "0"] {
        let answer = try await hub.ask(
          client, "/v1/verifications/batch", as: "hall-01", #"{"purpose":"permit-acceptance","items":[\#(items)]}"#)
        #expect(answer["counts.answered"] == expected)
      }
      for _ in 0..<3 {
        let answer = try await hub.askPerson(client, Self.number, "样本三", as: "hall-01")
        #expect(answer.told == "quota-exceeded" && answer.headers[.retryAfter] != nil)
      }
    }
  }
}
