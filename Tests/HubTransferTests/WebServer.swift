import Foundation
import Testing

/// A small HTTP server on loopback for one test, killed with it.
final class WebServer {
  private let process = Process()
  private let scheme: String
  let port: Int

  /// - Parameter handler: the body of `do_GET`, which is `do_POST` too, of a Python `BaseHTTPRequestHandler`.
  init(_ handler: String, certificate: String? = nil, key: String? = nil) throws {
    let body = handler.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    scheme = certificate == nil ? "http" : "https"
    let secure = certificate.map {
      "c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); c.load_cert_chain('\($0)', '\(key ?? "")'); s.socket = c.wrap_socket(s.socket, server_side=True)"
    }
    let script = """
      import http.server, ssl, time
      class H(http.server.BaseHTTPRequestHandler):
        def log_message(self, *a): pass
        def do_GET(self):
      \(body)
        do_POST = do_GET
      s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), H)
      \(secure ?? "")
      print(s.server_address[1], flush=True)
      s.serve_forever()
      """
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit { process.terminate() }

  var address: String { "\(scheme)://127.0.0.1:\(port)/file.csv" }
}
