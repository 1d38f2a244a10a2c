import Foundation
import HubTesting

extension SecretSource {
  private static let client = "hub-client"
  private static let secret = "canary-client-secret-5e1a"
  private static let token = "canary-access-token-77d2"

  /// An interface that gives tokens, and whose refusals repeat what was sent: nothing of them may be passed on.
  static func oauth2(_ rows: TaxpayerRows) throws -> SecretSource {
    let expected = "Basic " + Data("\(client):\(secret)".utf8).base64EncodedString()
    let (records, token) = (rows.records, Self.token)
    let server = try AnsweringServer { request in
      let sent = request.headers["authorization"] ?? ""
      switch request.path {
      case "/token" where sent == expected: return json(["access_token": token, "expires_in": 3600, "token_type": "Bearer"])
      case "/rows" where sent == "Bearer \(token)": return page(records, request.query)
      default: return json(["message": "refused: \(sent) \(Self.opened(sent))", "body": request.text], status: 401)
      }
    }
    let wrong = "canary-wrong-secret-b8f3"
    return SecretSource(
      words: """
        connector: rest
        url: "\(server.address)/rows"
        \(reference)
        auth: {kind: oauth2, token_url: "\(server.address)/token"}
        query: {page: "{page}", size: "{limit}"}
        pagination: {kind: page, size: 300}
        records: data.list
        count: data.total
        """,
      right: ["client_id": client, "client_secret": secret], wrong: [["client_id": client, "client_secret": wrong]],
      canaries: [secret, token, wrong], stop: { server.stop() })
  }

  private static func page(_ records: [[String: String]], _ query: [String: String]) -> AnsweringServer.Response {
    let size = query["size"].flatMap { Int($0) } ?? 1
    let start = ((query["page"].flatMap { Int($0) } ?? 1) - 1) * size
    let list = Array(records[min(start, records.count)..<min(start + size, records.count)])
    return json(["data": ["list": list, "total": records.count] as [String: Any]])
  }

  private static func json(_ value: [String: Any], status: Int = 200) -> AnsweringServer.Response {
    let bytes = (try? JSONSerialization.data(withJSONObject: value)).map { Array($0) } ?? []
    return AnsweringServer.Response(bytes, status: status)
  }

  /// User and password of a Basic header in the clear.
  private static func opened(_ header: String) -> String {
    let word = header.split(separator: " ").last.map(String.init) ?? ""
    return Data(base64Encoded: word).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
