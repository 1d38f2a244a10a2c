import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

extension TestGateway {
  /// Status, and head and body as they came, of a request whose body need not be text. Nil body: a GET.
  func exchange(_ path: String, _ body: [UInt8]?, as client: String?) async throws -> (status: Int, bytes: [UInt8]) {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
    var request = URLRequest(url: url, timeoutInterval: 30)
    if let body {
      request.httpMethod = "POST"
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(body)
    }
    if let client { request.setValue("Bearer \(try token(client))", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await URLSession.shared.data(for: request)
    let fields = (response as? HTTPURLResponse)?.allHeaderFields ?? [:]
    let head = fields.map { "\($0.key): \($0.value)\n" }.joined()
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, Array(head.utf8) + Array(data))
  }
}
