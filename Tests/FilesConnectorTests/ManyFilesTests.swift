import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Files by name pattern")
struct ManyFilesTests {
  private static let increment = SourceLoad.incremental(Increment(cursor: nil))

  @Test("loaded whole, the newest by the date in its name is the source, whatever its time and the others' names")
  func newest() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("p_20260131.csv", [("new", "甲")])
    try folder.deliver("p_20251231.csv", [("old", "甲")])
    try folder.deliver("q_20270101.csv", [("other", "甲")])
    let read = try await FilesRead.of(try folder.connector("p_{yyyyMMdd}.csv"))
    #expect(read.ids == ["new"])
    #expect(read.summary.checkpoint == nil)
  }

  @Test("several without a date are ambiguous; none at all may still come")
  func unclear() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    let none = await filesFailure { try await FilesRead.of(try folder.connector("*.csv")) }
    #expect(none?.code == "file-missing" && none?.persistence == .transient)
    try folder.deliver("a.csv", [])
    try folder.deliver("b.csv", [])
    let two = await filesFailure { try await FilesRead.of(try folder.connector("*.csv")) }
    #expect(two?.code == "file-ambiguous" && two?.persistence == .terminal)
  }

  @Test("loaded incrementally, each file is read once, in the order of the dates, and told by its content")
  func once() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.deliver("p_20260102.csv", [("2", "乙")])
    try folder.deliver("p_20260101.csv", [("1", "甲")])
    let connector = try folder.connector("p_{yyyyMMdd}.csv", load: Self.increment)
    let first = try await FilesRead.of(connector)
    #expect(first.ids == ["1", "2"])
    #expect(Set(first.lines).count == 2)
    let again = try await FilesRead.of(connector, from: first.summary.checkpoint)
    #expect(again.ids.isEmpty)
    try FileManager.default.moveItem(atPath: "\(folder.path)/p_20260101.csv", toPath: "\(folder.path)/p_20260109.csv")
    try folder.deliver("p_20260103.csv", [("3", "丙")])
    let third = try await FilesRead.of(connector, from: again.summary.checkpoint)
    #expect(third.ids == ["3"])
    try folder.deliver("p_20260103.csv", [("3", "丙改")])
    #expect(try await FilesRead.of(connector, from: third.summary.checkpoint).ids == ["3"])
  }

  @Test("an increment without a new file is a clean read of nothing")
  func quiet() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    let connector = try folder.connector("p_{yyyyMMdd}.csv", load: Self.increment)
    let read = try await FilesRead.of(connector)
    #expect(read.ids.isEmpty)
    #expect(read.summary.checkpoint != nil)
  }

  @Test("stopped after any batch, reading goes on with the next row, across files and refused rows")
  func resumed() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    for day in 1...4 {
      let rows = (1...day).map { "\(day)\($0),名\n" }.joined()
      try folder.write("p_2026010\(day).csv", "id,name\n\(rows)ragged\n")
    }
    let connector = try folder.connector("p_{yyyyMMdd}.csv", load: Self.increment)
    let whole = try await FilesRead.of(connector, batchRows: 2)
    #expect(whole.ids.count == 10)
    #expect(whole.details.count == 4)
    #expect(whole.details[1].contains("p_20260102.csv"))
    #expect(Set(whole.lines).count == 14)
    var seen = 0
    for checkpoint in whole.checkpoints {
      var before: [String?] = []
      struct Stop: Error {}
      do {
        _ = try await connector.read(from: nil, batchRows: 2) { batch in
          for row in 0..<batch.rows { before.append(batch.string(row: row, column: 0)) }
          if batch.checkpoint == checkpoint { throw Stop() }
        }
      } catch is Stop {}
      let rest = try await FilesRead.of(connector, from: checkpoint, batchRows: 3)
      #expect(before + rest.ids == whole.ids)
      seen += 1
    }
    #expect(seen > 5)
  }

  @Test("discover names columns; of a first line that is no header, or of a name that may be a value, it shows nothing")
  func discovered() async throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    try folder.write("a.csv", "id,name,备注,110101198506159013\n")
    let known = try await folder.connector("a.csv").discover()
    #expect(known.first?.columns.map(\.name) == ["id", "name", "备注", "(column 4)"])
    try folder.write("b.csv", "样本,样例路1号\n")
    let unknown = try await folder.connector("b.csv").discover()
    #expect(unknown.first?.columns.map(\.name) == ["(column 1)", "(column 2)"])
  }

  @Test("a cursor means nothing to files")
  func cursor() throws {
    let folder = try FilesFolder()
    defer { folder.remove() }
    let load = SourceLoad.incremental(Increment(cursor: "id"))
    #expect(throws: HubError.self) { try folder.connector("p_{yyyyMMdd}.csv", load: load) }
  }
}
