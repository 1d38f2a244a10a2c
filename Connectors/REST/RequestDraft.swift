import HubTransfer

/// A request before it is signed and sent. Holds secrets once it is signed: printing it shows nothing.
struct RequestDraft: Sendable, CustomStringConvertible, CustomReflectable {
  var method: String
  var address: WebAddress
  /// Beside those of the address, in order.
  var query: [(name: String, value: String)] = []
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]?
  /// What `{request_id}` stands for in everything about this request.
  var requestID: String

  /// As it is sent.
  var encodedQuery: String {
    let text = address.text(adding: query)
    return text.firstIndex(of: "?").map { String(text[text.index(after: $0)...]) } ?? ""
  }

  var url: String { address.text(adding: query) }

  var request: Transfer.Request {
    var request = Transfer.Request()
    request.method = method
    request.headers = headers
    request.body = body
    return request
  }

  var description: String { "request" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
