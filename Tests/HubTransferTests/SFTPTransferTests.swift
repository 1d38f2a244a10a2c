import Foundation
import HubModel
import HubTesting
import Testing

@testable import HubTransfer

private let digits = Array("0123456789".utf8)

@Suite("Transfers over SFTP")
struct SFTPTransferTests {
  @Test("A file comes whole, with its exact size and time, from any byte on", .timeLimit(.minutes(2)))
  func file() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    let path = server.root + "/样本 一.csv"
    try Data(digits).write(to: URL(fileURLWithPath: path))
    let time = Date(timeIntervalSince1970: 1_704_164_645)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    let transfer = try server.transfer("样本 一.csv")
    #expect(try await collect(transfer) == digits)
    let state = try await transfer.state()
    #expect(state == RemoteFile(name: "样本 一.csv", size: 10, modified: 1_704_164_645))
    let tail = try server.transfer("样本 一.csv") { $0.startAt = 7 }
    #expect(try await collect(tail) == Array("789".utf8))
    let end = try server.transfer("样本 一.csv") { $0.startAt = 10 }
    #expect(try await collect(end).isEmpty)
    let beyond = await failure(of: try server.transfer("样本 一.csv") { $0.startAt = 11 })
    #expect(beyond?.code == "start-beyond-end" && beyond?.persistence == .terminal)
    try Data().write(to: URL(fileURLWithPath: server.root + "/empty"))
    #expect(try await collect(server.transfer("empty")).isEmpty)
    let missing = await failure(of: try server.transfer("none.csv"))
    #expect(missing?.code == "file-missing" && missing?.persistence == .terminal)
  }

  @Test("A key under a passphrase signs in; a stranger's key and a password do not, and no error tells them")
  func logins() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    try Data(digits).write(to: URL(fileURLWithPath: server.root + "/a"))
    let locked = try server.transfer("a") {
      $0.privateKey = server.lockedKey
      $0.passphrase = server.passphrase
    }
    #expect(try await collect(locked) == digits)
    let wrong: [(inout Transfer.Request) -> Void] = [
      { $0.privateKey = server.strangerKey },
      { $0.privateKey = "canary-no-key" },
      { $0.privateKey = nil },
      {
        $0.privateKey = nil
        $0.password = "canary-password"
      },
      {
        $0.privateKey = server.lockedKey
        $0.passphrase = "canary-passphrase"
      },
    ]
    for change in wrong {
      let error = await failure(of: try server.transfer("a", change))
      #expect(error?.code == "login-denied" && error?.persistence == .terminal)
      #expect(!words(of: error).contains("canary"))
    }
  }

  @Test("The server must show the host key that was entered, and one must be entered")
  func hostKeys() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    try Data(digits).write(to: URL(fileURLWithPath: server.root + "/a"))
    #expect(try await collect(server.transfer("a") { $0.hostKey = "SHA256:\(server.hostKey)" }) == digits)
    let other = String(repeating: "A", count: 43)
    let mismatch = await failure(of: try server.transfer("a") { $0.hostKey = other })
    #expect(mismatch?.code == "host-key-mismatch" && mismatch?.persistence == .terminal)
    let missing = #expect(throws: HubError.self) { try server.transfer("a") { $0.hostKey = nil } }
    #expect(missing?.code == "host-key-missing" && missing?.persistence == .terminal)
    #expect(missing?.remedy?.contains("ssh-keyscan HOST | ssh-keygen -lf -") == true)
    let malformed = #expect(throws: HubError.self) { try server.transfer("a") { $0.hostKey = "canary" } }
    #expect(malformed?.code == "host-key-malformed" && !words(of: malformed).contains("canary"))
  }

  @Test("A folder's files are listed by their exact names, and fetched by what the list says")
  func listing() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    let manager = FileManager.default
    try manager.createDirectory(atPath: server.root + "/收 件/旧", withIntermediateDirectories: true)
    let names = ["  lead.csv", "a  b.csv", "样本 一.csv", "100%#?;type=a.csv"]
    for name in names { try Data(digits).write(to: URL(fileURLWithPath: server.root + "/收 件/" + name)) }
    try manager.createSymbolicLink(atPath: server.root + "/收 件/link", withDestinationPath: "a  b.csv")
    let folder = try server.transfer("收 件/")
    let files = try await folder.list()
    #expect(files.map(\.name) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(files.allSatisfy { $0.size == 10 && $0.modified > 0 })
    for file in files {
      let one = try Transfer(folder.address(of: file), options: folder.options, request: folder.request)
      #expect(try await collect(one) == digits)
    }
    let missing = await #expect(throws: HubError.self) { try await server.transfer("keiner/").list() }
    #expect(missing?.code == "file-missing")
    let noFolder = await #expect(throws: HubError.self) { try await server.transfer("收 件").list() }
    #expect(noFolder?.code == "address-malformed")
  }
}
