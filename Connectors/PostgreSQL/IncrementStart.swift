import HubConnectorKit
import HubModel

/// Where an incremental read begins: at everything, at the end of the read before, or within a read.
enum IncrementStart: Sendable, Equatable {
  case everything
  /// The greatest cursor of the reads before; nil where they saw none.
  case after(String?)
  case within(IncrementPosition)

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint?) throws(HubError) {
    guard let checkpoint else {
      self = .everything
      return
    }
    let text = try CheckpointText(checkpoint)
    if let row = text.list("after") {
      self = .within(IncrementPosition(row: row, bound: IncrementBound(text)))
    } else if text.values.keys.sorted() == ["from"] {
      self = .after(text.text("from"))
    } else {
      throw CheckpointText.unknown
    }
  }

  static func checkpoint(after cursor: String?) -> Checkpoint {
    var text = CheckpointText()
    text.set("from", cursor)
    return text.checkpoint
  }
}

/// Which rows belong to a read, fixed before its first row; all in the source's own text of the cursor.
struct IncrementBound: Sendable, Equatable {
  /// What the read before ended with; nil where all rows are read.
  var from: String?
  /// The greatest cursor that is no later than `latest`; nil where no row has one.
  var greatest: String?
  /// The source's clock when the bound was taken; cursors beyond it never move the position. Nil where cursors are no times.
  var latest: String?

  init(from: String?, greatest: String?, latest: String?) {
    self.from = from
    self.greatest = greatest
    self.latest = latest
  }

  init(_ text: CheckpointText) {
    self.init(from: text.text("from"), greatest: text.text("bound"), latest: text.text("latest"))
  }

  /// Where the next read begins.
  var next: Checkpoint { IncrementStart.checkpoint(after: greatest ?? from) }
}

/// A place within a read: behind this row, within these bounds.
struct IncrementPosition: Sendable, Equatable {
  /// The cursor and the key columns.
  var row: [String?]
  var bound: IncrementBound

  var checkpoint: Checkpoint {
    var text = CheckpointText()
    text.values["after"] = .list(row)
    text.set("from", bound.from)
    text.set("bound", bound.greatest)
    text.set("latest", bound.latest)
    return text.checkpoint
  }
}
