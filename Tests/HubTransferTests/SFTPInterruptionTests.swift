import Foundation
import HubModel
import HubTesting
import Testing

@testable import HubTransfer

@Suite("Interrupted transfers over SFTP")
struct SFTPInterruptionTests {
  @Test("A file that grows while it is read is not taken for whole", .timeLimit(.minutes(2)))
  func growing() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    let path = server.root + "/growing.csv"
    try Data(repeating: 65, count: 3 << 20).write(to: URL(fileURLWithPath: path))
    var hasGrown = false
    let transfer = try server.transfer("growing.csv")
    let error = await #expect(throws: HubError.self) {
      try await transfer.bytes { _ in
        if hasGrown { return }
        hasGrown = true
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([66]))
        try handle.close()
      }
    }
    #expect(error?.code == "file-changed" && error?.persistence == .transient)
  }

  @Test("A cancelled task stops reading", .timeLimit(.minutes(2)))
  func cancelled() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    try Data(repeating: 65, count: 16 << 20).write(to: URL(fileURLWithPath: server.root + "/long.csv"))
    let transfer = try server.transfer("long.csv")
    let (pieces, signal) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      try await transfer.bytes { _ in
        signal.yield()
        while !Task.isCancelled { await Task.yield() }
      }
    }
    for await _ in pieces { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
