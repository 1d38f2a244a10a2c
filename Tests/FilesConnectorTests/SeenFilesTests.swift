import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("What increments remember of files")
struct SeenFilesTests {
  private static let increment = SourceLoad.incremental(Increment(cursor: nil))

  private func found(_ name: String) -> FoundFile { FoundFile(name: name, address: "/\(name)", date: "") }

  private func seen(_ digest: String, _ name: String) -> SeenFile {
    SeenFile(digest: digest, mark: FileMark(name: name, size: 1, modified: 2))
  }

  @Test("a position is written and read again, its old form too")
  func position() throws {
    var position = FilesPosition()
    position.seen = [SeenFile(digest: "a1"), seen("b2", "e\u{301} \t名\r")]
    position.listed = ["x\r", "\u{301}y"]
    position.rows = 7
    #expect(try FilesPosition(position.checkpoint) == position)
    #expect(try FilesPosition(Checkpoint(rawValue: "0\n=ab")).seen == [SeenFile(digest: "ab")])
    #expect(throws: HubError.self) { try FilesPosition(Checkpoint(rawValue: "0\n=ab\tx\t1\tn")) }
  }

  @Test("what is still there is never forgotten, what is gone only beyond the limit")
  func forgotten() {
    var position = FilesPosition()
    position.seen = [seen("kept", "there")] + (0..<SeenFiles.atMost).map { seen("d\($0)", "gone\($0)") }
    let next = SeenFiles(position, [found("there")]).next.seen
    #expect(next.count == SeenFiles.atMost && next.first?.digest == "kept" && next[1].digest == "d1")
    var stopped = SeenFiles(position, [])
    stopped.isStopped = true
    #expect(stopped.next.seen.count == SeenFiles.atMost + 1)
    #expect(SeenFiles(position, (0..<SeenFiles.atMost).map { found("gone\($0)") }).next.seen.count == SeenFiles.atMost)
  }

  @Test("a file with the name, size and time of one that was read is not looked into")
  func unchanged() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("p_1.csv", [("1", "甲")])
    let connector = try folder.connector("p_*.csv", load: Self.increment)
    let first = try await FilesRead.of(connector)
    let path = "\(folder.path)/p_1.csv"
    let time = try #require(FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try folder.deliver("p_1.csv", [("2", "甲")])
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(try await FilesRead.of(connector, from: first.summary.checkpoint).ids.isEmpty)
    try FileManager.default.setAttributes([.modificationDate: time + 60], ofItemAtPath: path)
    #expect(try await FilesRead.of(connector, from: first.summary.checkpoint).ids == ["2"])
  }

  @Test("a read tells when its newest file came, one without a new file nothing; the same content again is a delivery")
  func delivered() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    func deliver(_ name: String, at time: TimeInterval) throws {
      try folder.deliver(name, [("1", "甲")])
      let date = Date(timeIntervalSince1970: time)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(folder.path)/\(name)")
    }
    let connector = try folder.connector("p_*.csv", load: Self.increment)
    #expect(!connector.isAnswering)
    #expect(try folder.connector("p_1.csv").isAnswering)
    try deliver("p_1.csv", at: 1_740_988_800)
    let first = try await FilesRead.of(connector).summary
    #expect(first.deliveredAt == 1_740_988_800)
    let none = try await FilesRead.of(connector, from: first.checkpoint).summary
    #expect(none.deliveredAt == nil)
    try deliver("p_2.csv", at: 1_741_075_200)
    let again = try await FilesRead.of(connector, from: none.checkpoint)
    #expect(again.ids.isEmpty)
    #expect(again.summary.deliveredAt == 1_741_075_200)
  }

  @Test("a file that is not ready ends the read before it; as the first one it is a fault")
  func unready() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    for day in 1...3 { try folder.deliver("p_\(day).csv", [("\(day)", "甲")]) }
    try folder.write("p_1.csv.ok", "")
    try folder.write("p_3.csv.ok", "")
    let ready = SourceSettings(["companion": .text(".ok")])
    let connector = try folder.connector("p_*.csv", load: Self.increment, ["ready_when": .group(ready)])
    let first = try await FilesRead.of(connector)
    #expect(first.ids == ["1"])
    let failure = await filesFailure { try await FilesRead.of(connector, from: first.summary.checkpoint) }
    #expect(failure?.code == "file-not-ready" && failure?.persistence == .transient)
    try folder.write("p_2.csv.ok", "")
    #expect(try await FilesRead.of(connector, from: first.summary.checkpoint).ids == ["2", "3"])
  }

  @Test("a file that is replaced between its digest and its rows is a fault that may pass")
  func replaced() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("a.csv", [("1", "甲")])
    let connector = try folder.connector("a.csv")
    let (access, finder) = try await connector.open()
    let file = try #require(try await finder.files(access).first)
    var rows = RowsOfFiles(FilesPosition(), isSeveral: false)
    let content = FileContent(file: file, access: access, retry: .none)
    let digest = try await content.digest(nil)
    try await connector.read(content, as: digest, batchRows: 9, tap: { _ in }, &rows) { _ in }
    try folder.deliver("a.csv", [("2", "甲")])
    let failure = await filesFailure {
      try await connector.read(content, as: digest, batchRows: 9, tap: { _ in }, &rows) { _ in }
    }
    #expect(failure?.code == "file-changed" && failure?.persistence == .transient)
  }

  @Test("a name in other bytes than UTF-8 is found and read")
  func foreignName() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    let path = Array("\(folder.path)/p_".utf8) + [0xB7, 0xA8] + Array(".csv".utf8)
    let file = try #require(fopen(path.map { CChar(bitPattern: $0) } + [0], "w"))
    fputs("id,name\n1,甲\n", file)
    fclose(file)
    #expect(try await FilesRead.of(try folder.connector("p_*.csv")).ids == ["1"])
  }
}
