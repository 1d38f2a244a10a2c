import Foundation
import HubModel
import HubTesting
import Testing

/// That the servers of the tests start, serve and end; what connectors make of them is their own tests' matter.
@Suite("Test servers", .serialized, .timeLimit(.minutes(5)))
struct ServersTests {
  @Test("an OpenSSH server has keys, a fingerprint and a folder")
  func ssh() async throws {
    let server = try await SSHServer.start()
    #expect(server.privateKey.hasPrefix("-----BEGIN OPENSSH PRIVATE KEY-----"))
    #expect(server.lockedKey != server.privateKey)
    #expect(server.hostKey.utf8.count == 43)
    try stops(server.root) { server.stop() }
  }

  @Test("vsftpd starts with and without TLS", arguments: [false, true])
  func ftp(secured: Bool) async throws {
    let server = try await FTPServer.start(secured: secured)
    #expect(server.authorities.isEmpty != secured)
    try stops(server.root) { server.stop() }
  }

  @Test("nginx starts with each certificate", arguments: [ServerCertificate.valid, .expired, .none])
  func web(certificate: ServerCertificate) async throws {
    let server = try await WebServer.start(certificate: certificate)
    #expect(server.address.hasPrefix(certificate == .none ? "http://127.0.0.1:" : "https://127.0.0.1:"))
    try stops(server.root) { server.stop() }
  }

  @Test("MariaDB runs statements, and says which it does not understand")
  func mariaDB() async throws {
    let server = try await MariaDBServer.start()
    try await server.run("CREATE TABLE person (name VARCHAR(40)); INSERT INTO person VALUES ('王芳');")
    await #expect(throws: HubError.self) { try await server.run("SELECT nothing FROM nowhere;") }
    try stops(server.socket) { server.stop() }
  }

  /// The folder goes with the server, and stopping twice is no fault.
  private func stops(_ path: String, _ stop: () -> Void) throws {
    try #require(FileManager.default.fileExists(atPath: path))
    stop()
    stop()
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
