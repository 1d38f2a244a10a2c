import Foundation
import HubModel

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks the demo's questions over HTTP as their clients would, and prints question, answer and time.
struct DemoSession {
  let folder: DevelopmentFolder
  let hub: Hub
  let port: Int

  /// Returns the number of answers that are not the expected ones.
  func ask(_ questions: [DemoQuestion]) async throws -> Int {
    var wrong = 0
    var rows: [[String]] = []
    for question in questions {
      let started = ContinuousClock.now
      let (status, body) = try await post(question)
      let elapsed = started.duration(to: .now).components
      let milliseconds = Double(elapsed.attoseconds) / 1e15 + Double(elapsed.seconds) * 1000
      let isRight = question.expected.isMet(status: status, body: body)
      if !isRight { wrong += 1 }
      rows.append([
        isRight ? "✓" : "✗", question.title, Self.answer(status: status, body: body), "\((milliseconds * 10).rounded() / 10) ms",
      ])
    }
    Terminal.say(Terminal.table(["", "question", "answer", "time"], rows, right: [3]))
    return wrong
  }

  private func post(_ question: DemoQuestion) async throws -> (Int, [String: Any]) {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(question.path)") else {
      throw HubError("demo-address", "The demo's address cannot be read.")
    }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer \(try token(question.client))", forHTTPHeaderField: "Authorization")
    request.setValue("zh-CN", forHTTPHeaderField: "Accept-Language")
    request.httpBody = Data(question.body.utf8)
    let (data, response) = try await URLSession.shared.data(for: request)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, object)
  }

  private func token(_ client: String) throws -> String {
    try ClientToken.sign(
      client: client, key: try ClientKeyFile(path: folder.clientKey(client)), audience: hub.configuration.audience, seconds: 240)
  }

  private static func answer(status: Int, body: [String: Any]) -> String {
    if status != 200 { return "\(status) \(body["code"] ?? "")" }
    let text = body["resultText"] as? String ?? ""
    let reason = (body["reasonText"] as? String).map { "：\($0)" } ?? ""
    let state = ((body["subjectState"] as? [String: Any])?["text"] as? String).map { "（\($0)）" } ?? ""
    return "\(body["result"] ?? "200") \(text)\(reason)\(text.contains("登记状态") ? "" : state)"
  }
}

extension DemoQuestion.Expectation {
  func isMet(status: Int, body: [String: Any]) -> Bool {
    guard status == self.status else { return false }
    let found = (status == 200 ? body["result"] : body["code"]) as? String
    if let word, word != found { return false }
    guard let holds else { return true }
    let text = (try? JSONSerialization.data(withJSONObject: body)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.contains(holds)
  }
}
