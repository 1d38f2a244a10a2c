import HubCrypto
import HubTesting
import Synchronization

/// One server for all sources of a subject, each under a path of its own, all behind the same user and password.
final class PeopleServer: Sendable {
  static let user = "hub"
  static let password = "conformance-right-word"

  typealias Answer = @Sendable (AnsweringServer.Request) -> AnsweringServer.Response

  private final class Sources: Sendable {
    let answers = Mutex<[String: Answer]>([:])
  }

  private let sources: Sources
  private let server: AnsweringServer

  init() throws {
    let sources = Sources()
    let expected = "Basic " + Base64.encode(Array("\(PeopleServer.user):\(PeopleServer.password)".utf8))
    server = try AnsweringServer { request in
      guard request.headers["authorization"] == expected else { return PeopleServer.refusal(401) }
      let answer = sources.answers.withLock { $0[request.path] }
      return answer?(request) ?? PeopleServer.refusal(404)
    }
    self.sources = sources
  }

  /// - Returns: the address of the new source.
  func add(_ answer: @escaping Answer) -> String {
    let path = "/people/\(UInt64.random(in: .min ... .max))"
    sources.answers.withLock { $0[path] = answer }
    return server.address + path
  }

  func stop() { server.stop() }

  private static func refusal(_ status: Int) -> AnsweringServer.Response {
    AnsweringServer.Response("refused".utf8, type: "text/plain", status: status)
  }
}
