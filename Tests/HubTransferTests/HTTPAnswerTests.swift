import HubModel
import Testing

@testable import HubTransfer

@Suite("Answers over HTTP")
struct HTTPAnswerTests {
  private func transfer(_ server: WebServer, _ change: (inout Transfer.Request) -> Void = { _ in }) throws -> Transfer {
    try Transfer(server.address, options: Transfer.Options(), request: makeRequest(change))
  }

  @Test("A refusing status is an answer, with its header and the start of what it says", arguments: [404, 429, 500])
  func refusal(status: Int) async throws {
    let server = try WebServer(
      """
      self.send_response(\(status)); self.send_header('retry-after', '17'); self.send_header('X-Empty', '')
      self.send_header('Content-Length', '4'); self.end_headers(); self.wfile.write(b'oops')
      """)
    var pieces = 0
    let response = try await transfer(server).response { _ in pieces += 1 }
    #expect(response.status == status && !response.isGood && pieces == 0 && response.bytes == 0)
    #expect(response.refusal == Array("oops".utf8))
    #expect(response.retryAfter == 17 && response.header("Retry-After") == "17" && response.header("x-empty") == "")
    #expect(response.header("X-None") == nil)
    let answer = try await transfer(server).answer()
    #expect(answer.status == status && answer.body == Array("oops".utf8) && answer.retryAfter == 17)
    #expect(response.error("x").persistence == (status == 404 ? .terminal : .transient))
  }

  @Test("Retry-After may be a date")
  func retryDate() async throws {
    let server = try WebServer(
      """
      import email.utils
      self.send_response(503); self.send_header('Retry-After', email.utils.formatdate(time.time() + 3600, usegmt=True))
      self.send_header('Content-Length', '0'); self.end_headers()
      """)
    let wait = try #require(try await transfer(server).answer().retryAfter)
    #expect((3000...3601).contains(wait))
    #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 0)
    #expect(RetryAfter.seconds("Sun, 06 Nov 1994 08:49:37 GMT", now: 784_111_700) == 77)
    #expect(RetryAfter.seconds("99999999999999999999") == 86_400 && RetryAfter.seconds("86401") == 86_400)
    #expect(RetryAfter.seconds("soon") == nil && RetryAfter.seconds("-3") == nil && RetryAfter.seconds(nil) == nil)
  }

  @Test("A long refusal is kept in part; a long good answer is refused")
  func long() async throws {
    let refusing = try WebServer(
      """
      self.send_response(400); self.send_header('Content-Length', '1000000'); self.end_headers()
      self.wfile.write(b'x' * 1000000)
      """)
    #expect(try await transfer(refusing).answer().body.count == 64 << 10)
    let good = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '1000'); self.end_headers(); self.wfile.write(b'x' * 1000)")
    #expect(try await transfer(good).answer(limit: 1000).body.count == 1000)
    let error = await #expect(throws: HubError.self) { try await transfer(good).answer(limit: 999) }
    #expect(error?.code == "answer-too-long" && error?.persistence == .terminal)
  }

  @Test("The header is that of the last answer")
  func redirected() async throws {
    let server = try WebServer(
      """
      if self.path == '/file.csv':
        self.send_response(302); self.send_header('Location', '/next'); self.send_header('X-First', '1')
      else:
        self.send_response(200); self.send_header('X-Last', '1')
      self.send_header('Content-Length', '0'); self.end_headers()
      """)
    let answer = try await transfer(server).answer()
    #expect(answer.status == 200 && answer.header("X-Last") == "1" && answer.header("X-First") == nil)
  }

  @Test("A request with a header, a body or another method follows no redirect")
  func secretHeader() async throws {
    let server = try WebServer(
      """
      if self.path == '/file.csv':
        self.send_response(302); self.send_header('Location', '/next')
      else:
        self.send_response(200)
      self.send_header('Content-Length', '0'); self.end_headers()
      """)
    let secret = try transfer(server) { $0.headers = [(name: "X-Api-Key", value: "canary")] }
    let answer = try await secret.answer()
    #expect(answer.status == 302 && answer.header("Location") == "/next")
    let error = await failure(of: secret)
    #expect(error?.code == "http-status" && !words(of: error).contains("canary"))
    #expect(!"\(secret)".contains("canary") && !String(reflecting: secret.request).contains("canary"))
    let posted = try transfer(server) {
      $0.method = "POST"
      $0.body = Array("canary".utf8)
    }
    #expect(try await posted.answer().status == 302)
  }
}
