import HubModel
import Testing

@testable import HubTransfer

@Suite("Requests over HTTP")
struct HTTPRequestTests {
  private static let echo = """
    body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
    names = ('X-Api-Key', 'X-Empty', 'Content-Type', 'Expect', 'Authorization')
    text = '|'.join([self.command] + [str(self.headers.get(n)) for n in names] + [body.decode()]).encode()
    self.send_response(200); self.send_header('Content-Length', str(len(text))); self.end_headers(); self.wfile.write(text)
    """

  /// Method, then the headers named above, then the body.
  private func sent(_ change: (inout Transfer.Request) -> Void) async throws -> String {
    let server = try WebServer(Self.echo)
    let transfer = try Transfer(server.address, options: Transfer.Options(), request: makeRequest(change))
    return String(decoding: try await transfer.answer(limit: 4 << 20).body, as: UTF8.self)
  }

  @Test("Method, headers and body arrive as they are, and nothing of curl's own")
  func arrives() async throws {
    let plain = try await sent { $0.headers = [(name: "X-Api-Key", value: "k1"), (name: "X-Empty", value: "")] }
    #expect(plain == "GET|k1||None|None|None|")
    let posted = try await sent {
      $0.method = "POST"
      $0.headers = [(name: "Content-Type", value: "application/json"), (name: "X-Empty", value: "")]
      $0.body = Array("{\"a\":\"样本\"}".utf8)
    }
    #expect(posted == "POST|None||application/json|None|None|{\"a\":\"样本\"}")
    let bare = try await sent { $0.method = "POST" }
    #expect(bare == "POST|None|None|None|None|None|")
    let long = try await sent {
      $0.method = "POST"
      $0.body = [UInt8](repeating: UInt8(ascii: "x"), count: 2 << 20)
    }
    #expect(long.hasPrefix("POST|None|None|None|None|None|xxx") && long.utf8.count > 2 << 20)
  }

  @Test("A login of the request is sent; one in the address beside it is refused")
  func login() async throws {
    let text = try await sent {
      $0.user = "u"
      $0.password = "p"
    }
    #expect(text == "GET|None|None|None|None|Basic dTpw|")
    let request = makeRequest { $0.user = "u" }
    let error = #expect(throws: HubError.self) {
      try Transfer("http://u:canary@127.0.0.1/", options: Transfer.Options(), request: request)
    }
    #expect(error?.code == "secret-in-address" && !words(of: error).contains("canary"))
  }

  @Test(
    "A header of more than one line is refused, and not repeated",
    arguments: [("X-Key", "canary\r\nX-Other: 1"), ("X Key", "canary"), ("", "canary"), ("X-Key", "canary\u{0}")])
  func malformed(name: String, value: String) {
    let request = makeRequest { $0.headers = [(name: name, value: value)] }
    let error = #expect(throws: HubError.self) {
      try Transfer("http://127.0.0.1/", options: Transfer.Options(), request: request)
    }
    #expect(error?.code == "header-malformed" && !words(of: error).contains("canary"))
  }

  @Test("What only HTTP can send is refused elsewhere")
  func unsuitable() {
    let requests = [
      makeRequest { $0.method = "POST" }, makeRequest { $0.body = [] },
      makeRequest { $0.headers = [(name: "X", value: "y")] }, makeRequest { $0.method = "get" },
    ]
    for request in requests {
      let error = #expect(throws: HubError.self) {
        try Transfer("/tmp/a.csv", options: Transfer.Options(), request: request)
      }
      #expect(error?.code == "request-unsuitable")
    }
  }

  @Test("A part is taken where it was asked for, from just there")
  func resumed() async throws {
    let server = try WebServer(
      """
      at = int((self.headers.get('Range') or 'bytes=0-')[6:-1]); whole = b'0123456789'
      if at >= len(whole):
        self.send_response(416); self.send_header('Content-Range', 'bytes */10')
        self.send_header('Content-Length', '0'); self.end_headers(); return
      self.send_response(206 if at else 200)
      if at: self.send_header('Content-Range', 'bytes %d-9/10' % at)
      self.send_header('Content-Length', str(10 - at)); self.end_headers(); self.wfile.write(whole[at:])
      """)
    func from(_ start: UInt64) throws -> Transfer {
      try Transfer(server.address, options: Transfer.Options(), request: makeRequest { $0.startAt = start })
    }
    #expect(try await collect(from(0)) == Array("0123456789".utf8))
    #expect(try await collect(from(7)) == Array("789".utf8))
    #expect(try await collect(from(10)).isEmpty)
    let beyond = await failure(of: try from(11))
    #expect(beyond?.code == "start-beyond-end")
  }

  @Test("A server that sends the whole for a part, or another part, is refused")
  func notResumed() async throws {
    let whole = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '4'); self.end_headers(); self.wfile.write(b'0123')")
    let other = try WebServer(
      """
      self.send_response(206); self.send_header('Content-Range', 'bytes 1-3/4')
      self.send_header('Content-Length', '3'); self.end_headers(); self.wfile.write(b'123')
      """)
    for server in [whole, other] {
      let request = makeRequest { $0.startAt = 2 }
      let error = await failure(of: try Transfer(server.address, options: Transfer.Options(), request: request))
      #expect(error?.code == "resume-unsupported" && error?.persistence == .terminal)
    }
  }
}
