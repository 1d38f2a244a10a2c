import Foundation
import HubJSON
import HubTransfer
import Testing

/// An HTTP server on loopback that answers as a few lines of Python say and remembers what it was asked.
///
/// The script defines `answer(r)` with `r.n` (ordinal from 1), `r.method`, `r.path`, `r.q`, `r.headers`, `r.body`, and returns
/// `ok(value)` or `(status, headers, bytes)`. `state` is a dictionary to keep things in.
final class ScriptedServer {
  struct Request {
    var method: String
    var path: String
    var query: [String: String]
    var headers: [String: String]
    var body: String
  }

  private let process = Process()
  let port: Int

  init(_ script: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.before + script + "\n" + Self.behind]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit { process.terminate() }

  var origin: String { "http://127.0.0.1:\(port)" }

  /// What was asked so far, in order.
  func requests() async throws -> [Request] {
    let answer = try await Transfer("\(origin)/__log").answer(limit: 16 << 20)
    guard case .array(let items) = try JSONValue(answer.body) else { return [] }
    return items.map { item in
      Request(
        method: item["method"]?.scalar ?? "", path: item["path"]?.scalar ?? "", query: Self.table(item["q"]),
        headers: Self.table(item["headers"]), body: item["body"]?.scalar ?? "")
    }
  }

  func count(path: String) async throws -> Int { try await requests().count { $0.path == path } }

  private static func table(_ value: JSONValue?) -> [String: String] {
    guard case .object(let members) = value else { return [:] }
    return members.compactMapValues(\.scalar)
  }

  private static let before = """
    import http.server, json, threading, time, urllib.parse, hashlib, hmac, base64
    log, state, lock = [], {}, threading.Lock()
    def ok(value, headers={}):
      text = value if isinstance(value, (bytes, str)) else json.dumps(value, ensure_ascii=False)
      return 200, headers, text.encode() if isinstance(text, str) else text
    class R: pass

    """

  private static let behind = """
    class H(http.server.BaseHTTPRequestHandler):
      protocol_version = 'HTTP/1.1'
      server_version = 'scripted'
      def log_message(self, *a): pass
      def serve(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        parts = urllib.parse.urlsplit(self.path)
        r = R()
        r.method, r.path, r.body, r.headers = self.command, parts.path, body.decode('utf-8', 'replace'), self.headers
        r.q = {k: v[0] for k, v in urllib.parse.parse_qs(parts.query, keep_blank_values=True).items()}
        if r.path == '/__log':
          with lock: payload = json.dumps(log).encode()
          status, headers = 200, {}
        else:
          with lock:
            log.append({'method': r.method, 'path': r.path, 'q': r.q, 'headers': {k.lower(): v for k, v in self.headers.items()}, 'body': r.body})
            r.n = len(log)
          status, headers, payload = answer(r)
        self.send_response(status)
        headers = {'Content-Length': str(len(payload)), **headers}
        for name, value in headers.items(): self.send_header(name, value)
        self.end_headers()
        try: self.wfile.write(payload)
        except OSError: pass
        if int(headers['Content-Length']) != len(payload): self.close_connection = True
      do_GET = do_POST = serve
    s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)
    print(s.server_address[1], flush=True)
    s.serve_forever()
    """
}
