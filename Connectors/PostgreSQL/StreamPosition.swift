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
  /// The server's system identifier; nil where it was not told.
  var system: String?

  init(slot: String, from: WALPosition, within: Within? = nil, system: String? = nil) {
    self.slot = slot
    self.from = from
    self.within = within
    self.system = system
  }

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint) throws(HubError) {
    let text = try CheckpointText(checkpoint)
    guard let slot = text.text("slot"), let from = text.text("lsn").flatMap({ WALPosition($0) }) else {
      throw CheckpointText.unknown
    }
    self.slot = slot
    self.from = from
    system = text.text("system")
    guard text.values["bound"] != nil || text.values["passed"] != nil else { return }
    guard let bound = text.text("bound").flatMap({ WALPosition($0) }), let passed = text.text("passed").flatMap({ Int($0) }),
      passed >= 0
    else { throw CheckpointText.unknown }
    within = Within(bound: bound, passed: passed)
  }

  var checkpoint: Checkpoint {
    var text = CheckpointText()
    text.set("slot", slot)
    text.set("lsn", from.description)
    if let system { text.set("system", system) }
    if let within {
      text.set("bound", within.bound.description)
      text.set("passed", String(within.passed))
    }
    return text.checkpoint
  }
}
