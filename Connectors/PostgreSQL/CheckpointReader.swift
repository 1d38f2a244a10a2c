import HubConnectorKit
import HubModel

extension CheckpointText {
  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint) throws(HubError) {
    var reader = CheckpointReader(checkpoint.rawValue)
    guard let values = reader.object() else { throw Self.unknown }
    self.values = values
  }
}

/// Reads what `CheckpointText` writes, spaces allowed; nil for everything else.
struct CheckpointReader {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  mutating func object() -> [String: CheckpointText.Value]? {
    var values: [String: CheckpointText.Value] = [:]
    guard take("{") else { return nil }
    if take("}") { return isAtEnd ? values : nil }
    repeat {
      guard let name = text(), take(":"), let value = self.value() else { return nil }
      guard values.updateValue(value, forKey: name) == nil else { return nil }
    } while take(",")
    return take("}") && isAtEnd ? values : nil
  }

  private mutating func value() -> CheckpointText.Value? {
    guard take("[") else {
      guard let element = self.element() else { return nil }
      if let element { return .text(element) }
      return .null
    }
    var list: [String?] = []
    if take("]") { return .list(list) }
    repeat {
      guard let element = self.element() else { return nil }
      list.append(element)
    } while take(",")
    return take("]") ? .list(list) : nil
  }

  /// A text or null.
  private mutating func element() -> String?? {
    if takeWord("null") { return .some(nil) }
    guard let text = self.text() else { return nil }
    return .some(text)
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return String(text) }
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard let escaped = escape() else { return nil }
      text.append(escaped)
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let kind = rest.popFirst() else { return nil }
    guard kind == "u" else { return kind == "\"" || kind == "\\" ? kind : nil }
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    guard digits.count == 4, let value = UInt32(String(Substring(digits)), radix: 16) else { return nil }
    return Unicode.Scalar(value)
  }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    while rest.first == " " { rest = rest.dropFirst() }
    guard rest.first == wanted else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    while rest.first == " " { rest = rest.dropFirst() }
    guard rest.starts(with: word.unicodeScalars) else { return false }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return true
  }

  private var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }
}
