import Foundation
import HubModel
import Testing

@testable import HubTransfer

/// A certificate for 127.0.0.1 that signs itself, made for one test.
private struct OwnCertificate {
  let folder = FileManager.default.temporaryDirectory.appending(path: "govhub-\(UUID().uuidString)").path
  var key: String { folder + "/key.pem" }
  var certificate: String { folder + "/cert.pem" }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout \(key) -out \(certificate)"
      .split(separator: " ").map(String.init)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

@Suite("Transfers over TLS")
struct SecuredTransferTests {
  @Test("An unknown authority is refused for good; a configured one is trusted")
  func authorities() async throws {
    let own = try OwnCertificate()
    defer { try? FileManager.default.removeItem(atPath: own.folder) }
    let server = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '2'); self.end_headers(); self.wfile.write(b'ok')",
      certificate: own.certificate, key: own.key)
    let error = await failure(server.address)
    #expect(error?.code == "tls-failed" && error?.persistence == .terminal)
    var options = Transfer.Options()
    options.authorities = own.certificate
    #expect(try await collect(server.address, options).0 == Array("ok".utf8))
    options.authorities = own.folder + "/none.pem"
    #expect(await failure(server.address, options)?.code == "tls-failed")
  }
}
