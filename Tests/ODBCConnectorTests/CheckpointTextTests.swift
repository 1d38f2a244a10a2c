import HubConnectorKit
import HubModel
import Testing

@testable import ODBCConnector

@Suite("Checkpoints")
struct CheckpointTextTests {
  @Test("A start and a position come back as they were, whatever characters they hold")
  func roundTrip() throws {
    let start = CheckpointText.start("2026-01-02 03:04:05.678901")
    #expect(start.checkpoint.rawValue == #"{"from":"2026-01-02 03:04:05.678901"}"#)
    #expect(try CheckpointText(start.checkpoint) == start)
    let position = ReadPosition(part: .undated, after: ["a\"b\\c\u{1}", "样本 𠮷", ""], same: 2, broken: 1, rows: 7)
    let inside = CheckpointText.inside(CursorRange(from: "a", bound: "b", ceiling: nil, next: "c"), position)
    #expect(try CheckpointText(inside.checkpoint) == inside)
    let whole = CheckpointText.inside(nil, ReadPosition())
    #expect(try CheckpointText(whole.checkpoint) == whole)
  }

  @Test("Anything else is refused", arguments: ["", "{", "12", "{}", #"{"part":"keyed"}"#, #"{"from":1}"#, #"{"from":"a"}x"#])
  func refuses(_ text: String) {
    #expect(throws: HubError.self) { try CheckpointText(Checkpoint(rawValue: text)) }
  }

  @Test("FE-01 rows of equal values are counted, others begin anew")
  func same() {
    var position = ReadPosition()
    position.take(["T1", "1"])
    position.take(["T1", "1"])
    #expect(position.same == 2)
    position.take(nil)
    #expect(position.same == 2 && position.broken == 1)
    position.take(["T1", "2"])
    #expect(position.same == 1 && position.broken == 0 && position.rows == 4)
  }
}
