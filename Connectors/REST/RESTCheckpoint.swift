import HubConnectorKit
import HubJSON
import HubModel

/// What the connector writes into checkpoints, as JSON.
enum RESTCheckpoint: Equatable {
  /// Within a read: `{"page":2,"row":3,"rows":203,"from":…,"to":…,"greatest":…,"total":…}`, with `cursor` or `link` in place of `page`.
  case inside(ReadPosition)
  /// Where the next read begins: `{"since":…}`, the greatest cursor value of all reads so far.
  case next(Int64)
  /// Where the next read begins, in the API's own words: `{"resume":"…"}`.
  case resume(String)

  /// No read has more: what counts rows by it stays a number.
  private static let pagesAtMost: Int64 = 10_000_000

  var checkpoint: Checkpoint { Checkpoint(rawValue: text) }

  private var text: String {
    switch self {
    case .next(let value): "{\"since\":\(value)}"
    case .resume(let cursor): "{\"resume\":\"\(JSONText.escaped(cursor))\"}"
    case .inside(let position): Self.text(position)
    }
  }

  private static func text(_ position: ReadPosition) -> String {
    var members: [String]
    switch position.place {
    case .number(let page): members = ["\"page\":\(page)"]
    case .cursor(let cursor): members = ["\"cursor\":" + quoted(cursor)]
    case .link(let link): members = ["\"link\":" + quoted(link)]
    }
    members += ["\"row\":\(position.row)", "\"rows\":\(position.rows)", "\"to\":\(position.window.to)"]
    if let from = position.window.from { members.append("\"from\":\(from)") }
    if let greatest = position.greatest { members.append("\"greatest\":\(greatest)") }
    if let total = position.total { members.append("\"total\":\(total)") }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func quoted(_ text: String?) -> String { text.map { "\"\(JSONText.escaped($0))\"" } ?? "null" }

  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint) throws(HubError) {
    let root = try? JSONValue(Array(checkpoint.rawValue.utf8))
    if let since = root?["since"]?.integer {
      self = .next(since)
    } else if let cursor = root?["resume"]?.scalar {
      self = .resume(cursor)
    } else if let root, let position = Self.position(root) {
      self = .inside(position)
    } else {
      throw HubError("checkpoint-malformed", "The checkpoint is not one of the REST connector.")
    }
  }

  private static func position(_ root: JSONValue) -> ReadPosition? {
    guard let row = root["row"]?.integer, let rows = root["rows"]?.integer, let to = root["to"]?.integer else { return nil }
    guard row >= 0, rows >= 0, let place = place(root) else { return nil }
    return ReadPosition(
      place: place, window: ReadWindow(from: root["from"]?.integer, to: to), row: Int(row), rows: UInt64(rows),
      greatest: root["greatest"]?.integer, total: root["total"]?.integer)
  }

  private static func place(_ root: JSONValue) -> PagePlace? {
    if let page = root["page"]?.integer { return (0...pagesAtMost).contains(page) ? .number(Int(page)) : nil }
    if let cursor = root["cursor"] { return .cursor(cursor.scalar) }
    if let link = root["link"] { return .link(link.scalar) }
    return nil
  }
}
