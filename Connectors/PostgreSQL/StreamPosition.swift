import HubConnectorKit
import HubModel
import HubPostgres

/// A place in the log of changes.
struct StreamPosition: Sendable, Equatable {
  /// A place within a read: how far the read goes, and how many changes of it were handed over.
  struct Within: Sendable, Equatable {
    var bound: WALPosition
    var passed: Int
  }

  var slot: String
  /// Everything that was committed before this has been handed over.
  var from: WALPosition
  var within: Within?

  init(slot: String, from: WALPosition, within: Within? = nil) {
    self.slot = slot
    self.from = from
    self.within = within
  }

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint) throws(HubError) {
    let text = try CheckpointText(checkpoint)
    guard let slot = text.text("slot"), let from = text.text("lsn").flatMap({ WALPosition($0) }) else {
      throw CheckpointText.unknown
    }
    self.slot = slot
    self.from = from
    guard text.values.count > 2 else { return }
    guard let bound = text.text("bound").flatMap({ WALPosition($0) }), let passed = text.text("passed").flatMap({ Int($0) }),
      passed >= 0
    else { throw CheckpointText.unknown }
    within = Within(bound: bound, passed: passed)
  }

  var checkpoint: Checkpoint {
    var text = CheckpointText()
    text.set("slot", slot)
    text.set("lsn", from.description)
    if let within {
      text.set("bound", within.bound.description)
      text.set("passed", String(within.passed))
    }
    return text.checkpoint
  }
}
