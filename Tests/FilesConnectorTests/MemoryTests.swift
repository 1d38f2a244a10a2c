import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Memory does not grow with the source", .serialized)
struct MemoryTests {
  @Test("A field of 50 MB is refused and the rows around it load", arguments: [false, true])
  func longField(isQuoted: Bool) throws {
    let quote = isQuoted ? "\"" : ""
    var feed = try Feed(columns: ["id", "name"])
    try feed.take("id,name\n1,A\n2,\(quote)")
    let piece = String(repeating: "样本", count: 50_000)
    for _ in 0..<167 { try feed.take(piece) }
    try feed.take("\(quote)\n3,C\n")
    try feed.finish()
    #expect(feed.ids == ["1", "3"] && feed.refused == ["field-too-long"] && feed.lines == [2, 4])
    #expect(feed.largestText < 16 << 20)
  }

  @Test("A row too long in many fields is refused, the next one loads")
  func longRow() throws {
    var feed = try Feed(columns: ["id"])
    try feed.take("id,name\n1,")
    let piece = String(repeating: "样本,", count: 50_000)
    for _ in 0..<60 { try feed.take(piece) }
    try feed.take("\n2,B\n")
    try feed.finish()
    #expect(feed.ids == ["2"] && feed.refused == ["record-too-long"] && feed.lines == [3])
    #expect(feed.largestText < 64 << 20)
  }

  @Test("A hundred thousand refused rows are handed over batch by batch")
  func manyRefusals() throws {
    var feed = try Feed(columns: ["id"])
    try feed.take("id,name\n")
    let piece = String(repeating: "x\n", count: 1_000)
    for _ in 0..<100 { try feed.take(piece) }
    try feed.finish()
    #expect(feed.refused.count == 100_000 && feed.batches >= 50 && feed.largestText < 4 << 20)
  }
}

/// Gives text to a reading as a transfer would and keeps what comes out.
private struct Feed {
  private var reading: FileReading
  var ids: [String?] = []
  var lines: [UInt64] = []
  var refused: [String] = []
  var batches = 0
  var largestText = 0

  init(columns: [String]) throws(HubError) {
    reading = FileReading(FilesConfiguration(address: "/none", encoding: .utf8, columns: columns), batchRows: 2_000)
    try reading.prepare()
  }

  mutating func take(_ text: String) throws {
    var text = text
    try text.withUTF8 { try reading.take(UnsafeRawBufferPointer($0)) }
    while let batch = try reading.nextBatch() { keep(batch) }
    largestText = max(largestText, reading.heldBytes)
  }

  mutating func finish() throws {
    try reading.finish()
    while let batch = try reading.nextBatch(atEnd: true) { keep(batch) }
  }

  private mutating func keep(_ batch: Batch) {
    batches += 1
    ids += (0..<batch.rows).map { batch.string(row: $0, column: 0) }
    lines += batch.lines
    refused += batch.refused.map(\.reason)
    largestText = max(largestText, batch.text.capacity)
  }
}
