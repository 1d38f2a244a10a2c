import Foundation
import Testing

/// A SOAP service on loopback that answers one request after the other as it was told, and remembers what it was asked.
final class ScriptedServer {
  struct Reply: Codable {
    var status = 200
    var headers: [String: String] = ["Content-Type": "text/xml"]
    var body = Data()

    init(_ text: String, status: Int = 200, headers: [String: String] = [:]) {
      self.init(bytes: Array(text.utf8), status: status, headers: headers)
    }

    init(bytes: [UInt8], status: Int = 200, headers: [String: String] = [:]) {
      self.status = status
      self.headers.merge(headers) { _, new in new }
      body = Data(bytes)
    }
  }

  struct Request: Codable {
    /// Names in lower case.
    var headers: [String: String]
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private static let script = """
    import base64, http.server, json, os, sys, threading
    replies, seen = json.loads(sys.stdin.readline()), []
    class H(http.server.BaseHTTPRequestHandler):
      def log_message(self, *a): pass
      def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name, value)
        self.send_header('Content-Length', str(len(body))); self.end_headers(); self.wfile.write(body)
      def do_GET(self): self.answer(200, {}, json.dumps(seen).encode())
      def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        headers = {k.lower(): v for k, v in self.headers.items()}
        seen.append({'headers': headers, 'body': base64.b64encode(body).decode()})
        if len(seen) > len(replies): return self.answer(410, {}, b'')
        reply = replies[len(seen) - 1]
        self.answer(reply['status'], reply['headers'], base64.b64decode(reply['body']))
    s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)
    threading.Thread(target=s.serve_forever, daemon=True).start()
    print(s.server_address[1], flush=True)
    sys.stdin.read(); os._exit(0)
    """

  private let process = Process()
  /// Ends the server where it closes, so that a killed test leaves none behind.
  private let input = Pipe()
  let port: Int

  /// Answers in this order; with 410 when there are no more.
  init(_ replies: [Reply]) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(replies) + Data("\n".utf8))
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit { process.terminate() }

  var address: String { "http://127.0.0.1:\(port)/service" }
}
