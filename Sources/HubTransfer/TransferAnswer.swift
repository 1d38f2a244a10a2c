/// A whole small answer of an HTTP server.
package struct TransferAnswer: Sendable {
  package var status: Int
  /// Of the last answer, in order.
  package var headers: [(name: String, value: String)]
  /// Of a status outside 200–299 its first 64 KiB.
  package var body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package var isGood: Bool { (200...299).contains(status) }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? { HeaderLines.value(of: name, in: headers) }

  /// Seconds that the server asks to wait, from now on.
  package var retryAfter: Int? { RetryAfter.seconds(header("Retry-After")) }
}
