import HubJSON
import HubModel

/// Where a value stands: `data.list`, `owner.name`, `[0].code`, `$` for the whole.
///
/// Dots descend, `[0]` indexes, a backslash takes the next character as it is. In XML steps are names of elements, `@id` is an
/// attribute, `[1]` the second element of one name.
struct FieldPath: Sendable, Equatable {
  enum Step: Sendable, Hashable {
    /// Compared byte by byte.
    case key([UInt8])
    case index(Int)
  }

  var steps: [Step] = []

  /// A name as it stands, dots and all.
  init(key: String) { steps = [.key(Array(key.utf8))] }

  /// - Throws: `path-malformed`.
  init(_ text: String) throws(HubError) {
    var scanner = PathScanner(text)
    steps = try scanner.steps()
  }

  /// The value at this place of a small text.
  func value(in root: JSONValue) -> JSONValue? {
    var value: JSONValue? = root
    for step in steps {
      switch step {
      case .key(let name): value = value?[String(decoding: name, as: UTF8.self)]
      case .index(let index): value = value?[index]
      }
    }
    return value
  }
}

private struct PathScanner {
  private let text: String
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  mutating func steps() throws(HubError) -> [FieldPath.Step] {
    var steps: [FieldPath.Step] = []
    if bytes.first == UInt8(ascii: "$") {
      place = 1
      guard place == bytes.count || isAt(".") || isAt("[") else { throw malformed }
      if isAt(".") { place += 1 }
      if place == bytes.count, bytes.count == 1 { return [] }
    }
    while place < bytes.count {
      try steps.append(isAt("[") ? .index(index()) : .key(key()))
      if isAt(".") {
        place += 1
        guard place < bytes.count, !isAt(".") else { throw malformed }
      } else if place < bytes.count, !isAt("[") {
        throw malformed
      }
    }
    guard !steps.isEmpty else { throw malformed }
    return steps
  }

  private func isAt(_ character: Unicode.Scalar) -> Bool { place < bytes.count && bytes[place] == UInt8(ascii: character) }

  private mutating func index() throws(HubError) -> Int {
    let end = bytes[place...].firstIndex(of: UInt8(ascii: "]")) ?? place
    let digits = String(decoding: bytes[min(place + 1, end)..<end], as: UTF8.self)
    guard let index = Int(digits), index >= 0, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw malformed }
    place = end + 1
    return index
  }

  private mutating func key() throws(HubError) -> [UInt8] {
    var name: [UInt8] = []
    while place < bytes.count, !isAt("."), !isAt("[") {
      if isAt("\\") { place += 1 }
      guard place < bytes.count else { throw malformed }
      name.append(bytes[place])
      place += 1
    }
    guard !name.isEmpty else { throw malformed }
    return name
  }

  private var malformed: HubError {
    HubError(
      "path-malformed", "`\(text)` is not a path: names with dots between them, `[0]` for an index, `\\.` for a dot in a name.")
  }
}
