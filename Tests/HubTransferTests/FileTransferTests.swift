import Foundation
import HubModel
import Testing

@testable import HubTransfer

/// A file with a name that needs escaping in an address, gone after the test.
final class SampleFile {
  let path: String

  init(_ bytes: [UInt8], name: String = "样本 100%#?.csv") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "govhub-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
}

@Suite("Transfers of files")
struct FileTransferTests {
  @Test("A path and a file: address bring the same bytes and the file's time")
  func paths() async throws {
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = try SampleFile(bytes)
    let plain = try await collect(file.path)
    #expect(plain.0 == bytes && plain.1.bytes == 700_000)
    #expect(abs((plain.1.lastModified ?? 0) - Int64(Date().timeIntervalSince1970)) < 60)
    let address = URL(fileURLWithPath: file.path).absoluteString
    #expect(try await collect(address).0 == bytes)
    #expect(try Transfer(address).shownAddress == file.path)
  }

  @Test("An empty file is a clean transfer")
  func empty() async throws {
    let file = try SampleFile([])
    #expect(try await collect(file.path).1.bytes == 0)
  }

  @Test("A missing file and a folder are errors for good")
  func absent() async throws {
    let missing = await failure("/nowhere/样本.csv")
    #expect(missing?.code == "file-missing" && missing?.persistence == .terminal)
    #expect(missing?.message == "/nowhere/样本.csv does not exist.")
    #expect(await failure("/tmp")?.code == "file-unreadable")
  }

  @Test("A file that grows while it is read is not taken for whole")
  func growing() async throws {
    let file = try SampleFile([UInt8](repeating: 65, count: 3 << 20))
    let transfer = try Transfer(file.path)
    var hasGrown = false
    let error = await #expect(throws: HubError.self) {
      try await transfer.bytes { _ in
        if hasGrown { return }
        hasGrown = true
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: [66])
        try handle.close()
      }
    }
    #expect(error?.code == "file-changed" && error?.persistence == .transient)
  }

  @Test("What the reader throws ends the transfer and is thrown on")
  func readerFails() async throws {
    struct Stop: Error {}
    let file = try SampleFile([UInt8](repeating: 65, count: 8 << 20))
    var pieces = 0
    await #expect(throws: Stop.self) {
      try await Transfer(file.path).bytes { _ in
        pieces += 1
        throw Stop()
      }
    }
    #expect(pieces == 1)
  }

  @Test("A cancelled task stops reading, also while nothing comes", .timeLimit(.minutes(2)))
  func cancelled() async throws {
    let server = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '9'); self.end_headers(); time.sleep(3600)")
    let address = server.address
    let task = Task { try await Transfer(address).bytes { _ in } }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("A slow reader makes the source wait: few buffers are ever under way")
  func backPressure() async throws {
    let file = try SampleFile([UInt8](repeating: 65, count: 1 << 20))
    let handOver = HandOver(capacity: 2)
    let address = try TransferAddress(file.path)
    var options = Transfer.Options()
    options.bufferSize = 4 << 10
    try TransferRun.start(address, options, handOver)
    try await Task.sleep(for: .milliseconds(200))
    #expect(handOver.waitingCount == 2)
    handOver.giveUp()
  }

  @Test("Other protocols are refused", arguments: ["gopher://x/", "dict://x/", "scp://x/y", "javascript:alert(1)://"])
  func protocols(address: String) {
    let error = #expect(throws: HubError.self) { try Transfer(address) }
    #expect(error?.code == "protocol-unsupported" || error?.code == "address-malformed")
  }
}
