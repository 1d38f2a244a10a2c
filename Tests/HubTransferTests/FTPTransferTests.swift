import Foundation
import HubModel
import HubTesting
import Testing

@testable import HubTransfer

private let digits = Array("0123456789".utf8)

@Suite("Transfers over FTP")
struct FTPTransferTests {
  @Test("Over TLS a file comes whole, from any byte on, and its folder is listed", .timeLimit(.minutes(2)))
  func secured() async throws {
    let server = try await FTPServer.start(secured: true)
    defer { server.stop() }
    try await roundTrip(server)
    var request = Transfer.Request()
    request.user = server.user
    request.password = "canary-password"
    let address = "ftps://127.0.0.1:\(server.port)/a"
    let error = await failure(of: try Transfer(address, options: Transfer.Options(), request: request))
    #expect(error?.code == "tls-failed" && error?.persistence == .terminal)
    #expect(!words(of: error).contains("canary"))
  }

  @Test("Without TLS only where that was asked for", .timeLimit(.minutes(2)))
  func plain() async throws {
    let server = try await FTPServer.start(secured: false)
    defer { server.stop() }
    try await roundTrip(server)
    var request = Transfer.Request()
    request.user = server.user
    request.password = server.password
    let address = "ftp://127.0.0.1:\(server.port)/a"
    let error = await failure(of: try Transfer(address, options: Transfer.Options(), request: request))
    #expect(error?.code == "tls-failed" && error?.persistence == .terminal)
  }

  private func roundTrip(_ server: FTPServer) async throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: server.root + "/旧", withIntermediateDirectories: true)
    let path = server.root + "/样本 一.csv"
    for file in [path, server.root + "/ lead.csv"] { try Data(digits).write(to: URL(fileURLWithPath: file)) }
    let time = Date(timeIntervalSince1970: 1_704_164_645)
    try manager.setAttributes([.modificationDate: time], ofItemAtPath: path)
    let transfer = try server.transfer("样本 一.csv")
    #expect(try await collect(transfer) == digits)
    let state = try await transfer.state()
    #expect(state == RemoteFile(name: "样本 一.csv", size: 10, modified: 1_704_164_645))
    let tail = try server.transfer("样本 一.csv") { $0.startAt = 7 }
    #expect(try await collect(tail) == Array("789".utf8))
    let files = try await server.transfer("").list()
    #expect(files.map(\.name) == [" lead.csv", "样本 一.csv"])
    #expect(files.allSatisfy { $0.size == 10 && $0.modified > 0 })
    let missing = await failure(of: try server.transfer("none.csv"))
    #expect(missing?.code == "file-missing" && missing?.persistence == .terminal)
    let denied = await failure(of: try server.transfer("样本 一.csv") { $0.password = "canary-password" })
    #expect(denied?.code == "login-denied" && denied?.persistence == .terminal)
    #expect(!words(of: denied).contains("canary"))
  }

  @Test("A user or a password in the address is refused, and not repeated", arguments: ["ftp", "ftps", "sftp"])
  func secretInAddress(scheme: String) {
    let error = #expect(throws: HubError.self) { try Transfer("\(scheme)://canaryuser:canarysecret@127.0.0.1/a") }
    #expect(error?.code == "secret-in-address" && !words(of: error).contains("canary"))
  }

  @Test("A login that would end its line is refused", arguments: ["a\r\nDELE b", "a\u{0}b"])
  func controlCharacters(user: String) {
    let request = makeRequest { $0.user = user }
    let error = #expect(throws: HubError.self) {
      try Transfer("ftps://127.0.0.1/a", options: Transfer.Options(), request: request)
    }
    #expect(error?.code == "login-malformed")
  }
}
