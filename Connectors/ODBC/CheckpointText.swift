import HubConnectorKit
import HubModel

/// The connector's checkpoints, as JSON: `{"from": …}` where the next read begins, anything else a position inside a read.
enum CheckpointText: Equatable {
  case start(String)
  case inside(CursorRange?, ReadPosition)

  var checkpoint: Checkpoint { Checkpoint(rawValue: FlatJSON.text(members)) }

  private var members: [(name: String, value: FlatJSON.Value)] {
    switch self {
    case .start(let from): return [("from", .text(from))]
    case .inside(let range, let position):
      var members: [(name: String, value: FlatJSON.Value)] = [
        ("part", .text(position.part.rawValue)), ("same", .number(position.same)), ("rows", .number(position.rows)),
        ("broken", .number(position.broken)),
      ]
      if let after = position.after { members.append(("after", .texts(after))) }
      guard let range else { return members }
      members.append(("ranged", .number(1)))
      let texts = [("begin", range.from), ("bound", range.bound), ("ceiling", range.ceiling), ("next", range.next)]
      for (name, text) in texts { if let text { members.append((name, .text(text))) } }
      return members
    }
  }

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint) throws(HubError) {
    guard let members = FlatJSON.members(checkpoint.rawValue) else { throw Self.malformed }
    if case .text(let from)? = members["from"] {
      self = .start(from)
      return
    }
    guard case .text(let word)? = members["part"], let part = ReadPosition.Part(rawValue: word),
      case .number(let same)? = members["same"], case .number(let rows)? = members["rows"],
      case .number(let broken)? = members["broken"]
    else { throw Self.malformed }
    var position = ReadPosition(part: part, after: nil, same: same, broken: broken, rows: rows)
    if case .texts(let after)? = members["after"] { position.after = after }
    let range = CursorRange(
      from: Self.text(members["begin"]), bound: Self.text(members["bound"]), ceiling: Self.text(members["ceiling"]),
      next: Self.text(members["next"]))
    self = .inside(members["ranged"] == nil ? nil : range, position)
  }

  private static func text(_ value: FlatJSON.Value?) -> String? { if case .text(let text)? = value { text } else { nil } }

  static var malformed: HubError {
    HubError("checkpoint-malformed", "The checkpoint is not one of the odbc connector for this load.")
  }
}
