import HubPostgres
import Glibc
package import HubModel

/// An HTTP/1.1 server on loopback whose answers a test decides, until it is stopped. One request a connection.
package final class AnsweringServer: Sendable {
  package struct Request: Sendable {
    package var method: String
    package var path: String
    /// Names and values, decoded.
    package var query: [String: String]
    /// Names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]
    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  package struct Response: Sendable {
    package var status: Int
    package var headers: [String: String]
    package var body: [UInt8]

    package init(
      _ body: some Sequence<UInt8>, type: String = "application/json", status: Int = 200, headers: [String: String] = [:]
    ) {
      self.status = status
      self.headers = headers.merging(["Content-Type": type]) { $1 }
      self.body = Array(body)
    }
  }

  package let port: Int
  package var address: String { "http://127.0.0.1:\(port)" }
  private let descriptor: Int32

  /// - Parameter answer: called on a thread of its own for each request; it may block.
  package init(_ answer: @escaping @Sendable (Request) -> Response) throws(HubError) {
    (descriptor, port) = try Loopback.bound()
    guard listen(descriptor, 64) == 0 else { throw HubError("no-port", "No port of 127.0.0.1 is free.") }
    guard Threads.start({ [descriptor] in Self.accept(descriptor, answer) }) else {
      throw HubError("no-thread", "No thread could be started.")
    }
  }

  /// Takes no further connections.
  package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func accept(_ descriptor: Int32, _ answer: @escaping @Sendable (Request) -> Response) {
    while true {
      let client = Glibc.accept(descriptor, nil, nil)
      if client < 0, errno == EINTR || errno == ECONNABORTED { continue }
      guard client >= 0 else { return }
      _ = Threads.start {
        let connection = HTTPExchange(client)
        if let request = connection.request() { connection.send(answer(request)) }
      }
    }
  }
}
