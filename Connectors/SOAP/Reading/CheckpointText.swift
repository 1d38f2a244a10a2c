import HubConnectorKit

/// A checkpoint as JSON: one object of whole numbers.
enum CheckpointText {
  static func written(_ values: [(name: String, value: Int64?)]) -> Checkpoint {
    let parts = values.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
    return Checkpoint(rawValue: "{" + parts.joined(separator: ",") + "}")
  }

  /// Nil for everything else.
  static func read(_ text: String) -> [String: Int64]? {
    let bare = text.filter { !$0.isWhitespace }
    guard bare.hasPrefix("{"), bare.hasSuffix("}"), bare.count > 2 else { return nil }
    var values: [String: Int64] = [:]
    for pair in bare.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: ":")
      guard parts.count == 2, parts[0].count > 2, parts[0].hasPrefix("\""), parts[0].hasSuffix("\"") else { return nil }
      guard let value = Int64(parts[1]) else { return nil }
      values[String(parts[0].dropFirst().dropLast())] = value
    }
    return values
  }
}
