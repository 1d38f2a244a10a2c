import HubConnectorKit
import HubModel
import HubPostgres
import Testing

@testable import PostgreSQLConnector

@Suite("Checkpoints of the PostgreSQL connector")
struct CheckpointTests {
  @Test("A position within an increment comes back from its text, whatever its values hold")
  func increments() throws {
    let bound = IncrementBound(from: nil, greatest: "2026-01-02 03:04:05.678901+08", latest: "2999-01-01 00:00:00+08")
    for row in [["2026-01-02", "k\"1\\", "样本\u{1}𠮷"], [nil, "k"], []] as [[String?]] {
      let position = IncrementPosition(row: row, bound: bound)
      #expect(try IncrementStart(position.checkpoint) == .within(position))
    }
    #expect(try IncrementStart(bound.next) == .after("2026-01-02 03:04:05.678901+08"))
    #expect(try IncrementStart(IncrementStart.checkpoint(after: nil)) == .after(nil))
    #expect(try IncrementStart(nil) == .everything)
  }

  @Test("A position in the log comes back from its text")
  func positions() throws {
    let place = try #require(WALPosition("16/B374D848"))
    for within in [nil, StreamPosition.Within(bound: WALPosition(rawValue: .max), passed: 12)] {
      for system in [nil, "7300000000000000001"] {
        let position = StreamPosition(slot: "hub", from: place, within: within, system: system)
        #expect(try StreamPosition(position.checkpoint) == position)
      }
    }
  }

  @Test("A log that is shorter than the position is not its log, except for a moment on a standby")
  func logs() {
    let position = StreamPosition(slot: "s", from: WALPosition(rawValue: 100), system: "1")
    func code(_ end: UInt64, isStandby: Bool = false, _ system: String? = "1") -> HubError.Code? {
      let log = ServerLog(end: WALPosition(rawValue: end), isStandby: isStandby, system: system)
      do { try log.check(position) } catch { return error.code }
      return nil
    }
    #expect(code(100) == nil && code(100, nil) == nil && code(99, isStandby: true) == nil)
    #expect(code(99) == "slot-lost" && code(100, "2") == "slot-lost" && code(100, isStandby: true, "2") == "slot-lost")
  }

  @Test(
    "Other texts are refused",
    arguments: [
      "", "{", "{}", "12", "{\"from\":1}", "{\"from\":\"a\"", "{\"from\":\"a\"} x", "{\"from\":\"a\",\"from\":\"b\"}",
      "{\"slot\":\"s\",\"lsn\":\"0\"}", "{\"slot\":\"s\",\"lsn\":\"0/1\",\"bound\":\"0/2\"}", "{\"from\":\"\\u00\"}",
    ])
  func malformed(text: String) {
    let checkpoint = Checkpoint(rawValue: text)
    #expect(throws: HubError.self) { try IncrementStart(checkpoint) }
    #expect(throws: HubError.self) { try StreamPosition(checkpoint) }
  }

  @Test("An increment's text is no position in the log, and the other way round")
  func apart() {
    #expect(throws: HubError.self) { try StreamPosition(IncrementStart.checkpoint(after: "a")) }
    let position = StreamPosition(slot: "s", from: WALPosition(rawValue: 1))
    #expect(throws: HubError.self) { try IncrementStart(position.checkpoint) }
  }
}
