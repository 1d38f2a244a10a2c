import HTTPTypes
import HubStore
import HummingbirdTesting
import Testing

@testable import HubGateway

/// Attack 27: what was answered for one purpose is not to be had for another.
@Suite("A purpose opens itself alone")
struct PurposeLaunderingTests {
  private static let person = #""person":{"number":"110101198506159013","name":"样本三"}"#
  private static let path = "/v1/verifications/person"

  private func hub() throws -> TestHub {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person("110101198506159013", "样本三"))
    try hub.take(roles: ["near": TestHub.verifier("near")], clients: ["hall-01": "near"])
    return hub
  }

  @Test("attack 27: an id of an answer, sent along with another purpose, fetches nothing")
  func ids() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      let first = try await hub.ask(client, Self.path, as: "hall-01", #"{"purpose":"permit-acceptance",\#(Self.person)}"#)
      #expect(first["result"] == "match")
      for word in ["requestId", "receipt"] {
        let id = try #require(first[word])
        for name in ["Idempotency-Key", "X-Request-Id", "X-Correlation-Id", "If-None-Match", "If-Match"] {
          let field = try #require(HTTPField.Name(name))
          let other = try await hub.ask(
            client, Self.path, as: "hall-01", #"{"purpose":"statistics",\#(Self.person)}"#, headers: [field: id])
          #expect(other.status == 403 && other.told == "purpose-not-granted", "\(name)")
          #expect(other["requestId"] != first["requestId"] && !other.text.contains(id))
        }
        for place in ["\(Self.path)/\(id)", "/v1/verifications/\(id)", "/v1/receipts/\(id)"] {
          #expect(try await hub.send(client, place, .get, [:]).told == "route-unknown")
        }
      }
    }
    let other = hub.audit.entries.filter { $0.purpose == "statistics" }
    #expect(other.count == 10 && other.allSatisfy { $0.decision == .deny && $0.result == nil }, "each on record by its purpose")
  }

  @Test(
    "attack 27: two purposes, a purpose in another place, or nearly the word that is granted",
    arguments: [
      (#""purpose":"permit-acceptance","purpose":"statistics""#, "json-duplicate-member"),
      (#""purpose":"statistics","purpose":"permit-acceptance""#, "json-duplicate-member"),
      (#""purpose":["permit-acceptance","statistics"]"#, "type-mismatch"),
      (#""purpose":"permit-acceptance","context":{"purpose":"statistics"}"#, "member-unknown"),
      (#""purpose":"Permit-Acceptance""#, "purpose-unknown"), (#""purpose":"permit-acceptance ""#, "purpose-unknown"),
      (#""purpose":"permit-acceptance,statistics""#, "purpose-unknown"), (#""purpose":"*""#, "purpose-unknown"),
      (#""purpose":"ｐｅｒｍｉｔ-acceptance""#, "purpose-unknown"), (#""purpose":"permit\u2010acceptance""#, "purpose-unknown"),
    ])
  func words(_ members: String, _ code: String) async throws {
    let answer = try await hub().ask(Self.path, as: "hall-01", "{\(members),\(Self.person)}")
    #expect(answer.told == code && answer["result"] == nil)
  }

  @Test("attack 27: the purpose of the batch covers no item that names another, nor the other way round")
  func items() async throws {
    let hub = try hub()
    func told(_ batch: String, _ item: String) async throws -> String {
      let answer = try await hub.ask(
        "/v1/verifications/batch", as: "hall-01",
        #"{"purpose":"\#(batch)","items":[{"id":"1","purpose":"\#(item)",\#(Self.person)},{"id":"2",\#(Self.person)}]}"#)
      return ["0", "1"].map { answer["items.\($0).result"] ?? answer["items.\($0).problem.code"] ?? "" }.joined(separator: " ")
    }
    #expect(try await told("permit-acceptance", "statistics") == "purpose-not-granted match")
    #expect(try await told("statistics", "permit-acceptance") == "match purpose-not-granted")
  }
}
