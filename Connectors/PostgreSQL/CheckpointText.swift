import HubConnectorKit
import HubModel

/// The JSON of this connector's checkpoints: one object of texts, nulls and lists of both.
struct CheckpointText: Sendable, Equatable {
  enum Value: Sendable, Equatable {
    case null
    case text(String)
    case list([String?])
  }

  var values: [String: Value] = [:]

  static var unknown: HubError {
    HubError(
      "checkpoint-malformed", "The checkpoint is not one of this load of the postgresql connector.",
      remedy: "Reconcile: read the dataset anew.")
  }

  /// The text of a name, nil for null and where there is none.
  func text(_ name: String) -> String? { if case .text(let text) = values[name] { text } else { nil } }

  func list(_ name: String) -> [String?]? { if case .list(let list) = values[name] { list } else { nil } }

  mutating func set(_ name: String, _ text: String?) { values[name] = text.map { .text($0) } ?? .null }

  /// Names in order, so that equal positions are equal texts.
  var checkpoint: Checkpoint {
    let members = values.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\(Self.written($0.value))" }
    return Checkpoint(rawValue: "{\(members.joined(separator: ","))}")
  }

  private static func written(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .text(let text): quoted(text)
    case .list(let list): "[\(list.map { $0.map(quoted) ?? "null" }.joined(separator: ","))]"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
