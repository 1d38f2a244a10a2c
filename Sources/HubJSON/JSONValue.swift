import HubModel

/// A small JSON text as a tree: answers of a sign-in, checkpoints. What may be large is read by events.
package indirect enum JSONValue: Sendable, Equatable {
  /// Of members of one name the last one counts.
  case object([String: JSONValue])
  case array([JSONValue])
  case text(String)
  /// As written.
  case number(String)
  case bool(Bool)
  case null

  /// - Throws: `json-malformed`, `json-too-deep`.
  package init(_ bytes: [UInt8]) throws {
    var events = JSONEvents()
    var builder = JSONTreeBuilder()
    try bytes.withUnsafeBytes { try events.feed($0) { builder.take($0) } }
    try events.finish { builder.take($0) }
    guard let root = builder.root else { throw HubError("json-malformed", "The JSON text holds no value.") }
    self = root
  }

  package subscript(_ key: String) -> JSONValue? { if case .object(let members) = self { members[key] } else { nil } }

  package subscript(_ index: Int) -> JSONValue? {
    if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
  }

  /// A scalar as text; nil for null and for what holds others.
  package var scalar: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .object, .array: nil
    }
  }

  /// The number where it is a whole one.
  package var integer: Int64? { if case .number(let text) = self { Int64(text) } else { nil } }
}

private struct JSONTreeBuilder {
  private struct Open {
    var isArray: Bool
    var key = ""
    var members: [String: JSONValue] = [:]
    var items: [JSONValue] = []
  }

  private var open: [Open] = []
  private(set) var root: JSONValue?

  mutating func take(_ event: JSONEvent) {
    switch event {
    case .startObject: open.append(Open(isArray: false))
    case .startArray: open.append(Open(isArray: true))
    case .key(let name): open[open.count - 1].key = String(decoding: name, as: UTF8.self)
    case .endObject, .endArray:
      let done = open.removeLast()
      put(done.isArray ? .array(done.items) : .object(done.members))
    case .string(let text): put(.text(String(decoding: text, as: UTF8.self)))
    case .number(let text): put(.number(String(decoding: text, as: UTF8.self)))
    case .bool(let flag): put(.bool(flag))
    case .null: put(.null)
    case .damage: break
    }
  }

  private mutating func put(_ value: JSONValue) {
    guard let last = open.indices.last else { return root = value }
    if open[last].isArray { open[last].items.append(value) } else { open[last].members[open[last].key] = value }
  }
}
