import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

/// A file of some bytes for the time of one test.
struct TemporaryFile: ~Copyable {
  let path = FileManager.default.temporaryDirectory.appending(path: "govhub-\(UUID().uuidString).csv").path

  init(_ bytes: some Sequence<UInt8>) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("The files connector")
struct FilesConnectorTests {
  private func connector(_ path: String, _ columns: [String], _ encoding: TextEncoding = .utf8) -> FilesConnector {
    FilesConnector(FilesConfiguration(address: path, encoding: encoding, columns: columns))
  }

  @Test("A GB18030 file comes as rows, with a summary, every byte seen once by the tap")
  func reads() async throws {
    let bytes: [UInt8] = Array("id,n\n1,".utf8) + [0xD1, 0xF9, 0xB1, 0xBE] + Array("\n2\n3,x\n".utf8)
    let file = try TemporaryFile(bytes)
    var tapped: [UInt8] = []
    var names: [String?] = []
    var refused: [UInt64] = []
    let summary = try await connector(file.path, ["n"], .gb18030).read(
      from: nil, batchRows: 2, tap: { tapped += $0 },
      into: { batch in
        names += (0..<batch.rows).map { batch.string(row: $0, column: 0) }
        refused += batch.refused.map(\.line)
      })
    #expect(names == ["样本", "x"] && refused == [3] && tapped == bytes)
    #expect(summary.rows == 2 && summary.refused == 1 && summary.bytes == UInt64(bytes.count))
    #expect(summary.header == ["id", "n"] && summary.lastModified != nil)
  }

  @Test("Read twice, the rows are equal; read on from any checkpoint, they are the rest")
  func checkpoints() async throws {
    let file = try TemporaryFile(("id\n" + (1...50).map { "\($0)\n" }.joined()).utf8)
    let connector = connector(file.path, ["id"])
    var all: [[String?]] = []
    var marks: [Checkpoint?] = []
    _ = try await connector.read(batchRows: 7) { batch in
      all.append((0..<batch.rows).map { batch.string(row: $0, column: 0) })
      marks.append(batch.checkpoint)
    }
    #expect(all.map(\.count) == [7, 7, 7, 7, 7, 7, 7, 1])
    for (index, mark) in marks.enumerated() {
      var rest: [[String?]] = []
      let summary = try await connector.read(from: mark, batchRows: 7) { batch in
        rest.append((0..<batch.rows).map { batch.string(row: $0, column: 0) })
      }
      #expect(rest == Array(all[(index + 1)...]) && summary.rows == rest.joined().count)
    }
  }

  @Test("A file without bytes and one with a header alone are clean reads", arguments: ["", "id,name\n", "\u{FEFF}id,name"])
  func empty(text: String) async throws {
    let file = try TemporaryFile(text.utf8)
    let summary = try await connector(file.path, ["id"]).read { _ in Issue.record("no batch was due") }
    #expect(summary.rows == 0 && summary.refused == 0)
  }

  @Test("What the sink throws is thrown on")
  func sinkFails() async throws {
    struct Stop: Error {}
    let file = try TemporaryFile("id\n1\n2\n".utf8)
    await #expect(throws: Stop.self) { try await connector(file.path, ["id"]).read { _ in throw Stop() } }
  }

  @Test("A checkpoint of something else is refused")
  func foreignCheckpoint() async throws {
    let error = await #expect(throws: HubError.self) {
      try await connector("/none", ["id"]).read(from: Checkpoint(rawValue: "lsn:0/1")) { _ in }
    }
    #expect(error?.code == "checkpoint-malformed")
  }

  @Test("No refusal's reason, field or detail holds a value")
  func canaries() async throws {
    let canary = "CANARY"
    let bytes: [UInt8] =
      Array("id,name\n\(canary),\(canary),\(canary)\n\(canary),\"\(canary)\"\(canary)\n\(canary),\(canary)".utf8) + [0, 0xFF]
      + Array("\n\(canary)\n\(canary),\"\(canary)\n".utf8)
    let file = try TemporaryFile(bytes)
    var seen: [String] = []
    _ = try await connector(file.path, ["id", "name"]).read { batch in
      seen += batch.refused.map { "\($0.reason) \($0.field ?? "") \($0.detail)" }
    }
    #expect(seen.count == 5 && !seen.joined().contains(canary))
  }
}
