import Hummingbird

/// A refusal on its way to the caller (RFC 9457). It never carries a value of the question.
struct Problem: Error, Sendable, Equatable {
  var code: ProblemCode
  /// Path of the member concerned, such as `person.number`.
  var member: String?
  /// What else can be told, in both languages.
  var zh: String?
  var en: String?
  var retryAfter: Int?

  init(_ code: ProblemCode, member: String? = nil, zh: String? = nil, en: String? = nil, retryAfter: Int? = nil) {
    self.code = code
    self.member = member
    self.zh = zh
    self.en = en
    self.retryAfter = retryAfter
  }

  /// Members shared by a whole answer and an item of a batch.
  func writeMembers(to json: inout JSONWriter, chinese: Bool) {
    let meaning = code.meaning
    json.member("title", chinese ? meaning.zh : meaning.en)
    json.key("status")
    json.integer(meaning.status)
    json.member("code", code.rawValue)
    json.member("detail", detail(chinese: chinese))
    json.member("retryable", meaning.retryable)
    json.member("whoMustAct", meaning.actor.rawValue)
    json.member("whoMustActText", meaning.actor.text(chinese: chinese))
  }

  private func detail(chinese: Bool) -> String? {
    let text = chinese ? zh : en
    guard let member else { return text }
    let place = chinese ? "成员 \(member)" : "member \(member)"
    return text.map { "\(place)：\($0)" } ?? place
  }

  /// The whole `application/problem+json` document.
  func document(requestID: String, chinese: Bool) -> [UInt8] {
    var json = JSONWriter(capacity: 512)
    json.beginObject()
    json.member("type", "/problems/\(code.rawValue)")
    writeMembers(to: &json, chinese: chinese)
    json.member("requestId", requestID)
    json.endObject()
    return json.bytes
  }

  func response(requestID: String, chinese: Bool) -> Response {
    var headers = AnswerHeaders.problem(chinese: chinese)
    headers[AnswerHeaders.requestID] = requestID
    if code.meaning.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    if let retryAfter { headers[.retryAfter] = String(retryAfter) }
    return Response(
      status: .init(code: code.meaning.status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: document(requestID: requestID, chinese: chinese))))
  }
}
