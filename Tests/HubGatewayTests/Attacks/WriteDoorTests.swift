import HTTPTypes
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// Attack 9: what no endpoint writes cannot tell by a clash of keys what is there.
@Suite("Nothing is written through the gateway")
struct WriteDoorTests {
  private static let all: [HTTPRequest.Method] = [.put, .patch, .delete, .post, .get]
  private static let number = "110101198506159013"

  @Test(
    "attack 9: every route refuses every method but its own, alike for what is there and what is not", arguments: Route.allCases)
  func methods(_ route: Route) async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    try await hub.gateway().application().test(.live) { client in
      let token = try await hub.token("hall-01")
      for method in Self.all where method != route.method {
        var answers: Set<String> = []
        for number in [Self.number, "110101198506159021"] {
          let fields: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
          let body = method == .get ? nil : #"{"person":{"number":"\#(number)","name":"样本九"}}"#
          let answer = try await hub.send(client, route.rawValue, method, fields, body)
          #expect(answer.status == 405 && answer["code"] == "method-not-allowed", "\(method)")
          answers.insert(answer.lasting)
        }
        #expect(answers.count == 1)
      }
    }
    #expect(hub.statements == 0)
  }

  @Test("attack 9: a question that names another method in a field is a question")
  func override() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let names = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"].compactMap { HTTPField.Name($0) }
    try await hub.gateway().application().test(.live) { client in
      for name in names {
        for method in ["PUT", "DELETE"] {
          let answer = try await hub.askPerson(client, Self.number, "样本三", as: "hall-01", headers: [name: method])
          #expect(answer["result"] == "match")
        }
      }
    }
    #expect(hub.store.contents.withLock { $0.rows["person"]?.count } == 1)
  }
}
