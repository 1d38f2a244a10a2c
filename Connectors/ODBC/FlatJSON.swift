/// JSON objects of texts, whole numbers and lists of texts: what checkpoints are made of.
struct FlatJSON {
  enum Value: Equatable {
    case text(String)
    case number(Int)
    case texts([String])
  }

  static func text(_ members: [(name: String, value: Value)]) -> String {
    let parts = members.map { member in
      let value =
        switch member.value {
        case .text(let text): quoted(text)
        case .number(let number): "\(number)"
        case .texts(let texts): "[\(texts.map { quoted($0) }.joined(separator: ","))]"
        }
      return "\(quoted(member.name)):\(value)"
    }
    return "{\(parts.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// Nil for anything that `text` does not write.
  static func members(_ text: String) -> [String: Value]? {
    var reader = FlatJSON(scalars: Array(text.unicodeScalars))
    guard let members = reader.object(), reader.place == reader.scalars.count else { return nil }
    return members
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard place < scalars.count, scalars[place] == scalar else { return false }
    place += 1
    return true
  }

  private mutating func object() -> [String: Value]? {
    guard take("{") else { return nil }
    var members: [String: Value] = [:]
    while !take("}") {
      guard members.isEmpty || take(","), let name = string(), take(":"), let value = value() else { return nil }
      members[name] = value
    }
    return members
  }

  private mutating func value() -> Value? {
    if take("[") {
      var texts: [String] = []
      while !take("]") {
        guard texts.isEmpty || take(","), let text = string() else { return nil }
        texts.append(text)
      }
      return .texts(texts)
    }
    if let text = string() { return .text(text) }
    var digits = ""
    while place < scalars.count, ("0"..."9").contains(scalars[place]) {
      digits.unicodeScalars.append(scalars[place])
      place += 1
    }
    return Int(digits).map { .number($0) }
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while place < scalars.count {
      if take("\"") { return String(text) }
      guard let scalar = take("\\") ? escaped() : scalars[place] else { return nil }
      text.append(scalar)
      place += 1
    }
    return nil
  }

  /// The character that is escaped; leaves the place on its last one.
  private mutating func escaped() -> Unicode.Scalar? {
    guard place < scalars.count else { return nil }
    guard scalars[place] == "u" else { return scalars[place] }
    guard place + 4 < scalars.count else { return nil }
    let digits = String(String.UnicodeScalarView(scalars[(place + 1)...(place + 4)]))
    place += 4
    return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
  }
}
