import HubModel

/// A text with `{name}` where something is to be filled in. Other braces are text.
struct MessageTemplate: Sendable {
  enum Piece: Sendable, Equatable {
    case literal(String)
    case value(String)
  }

  let pieces: [Piece]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), let end = Self.nameEnd(bytes, from: index + 1) else {
        index += 1
        continue
      }
      if start < index { pieces.append(.literal(String(decoding: bytes[start..<index], as: UTF8.self))) }
      pieces.append(.value(String(decoding: bytes[(index + 1)..<end], as: UTF8.self)))
      index = end + 1
      start = index
    }
    if start < bytes.count { pieces.append(.literal(String(decoding: bytes[start...], as: UTF8.self))) }
    self.pieces = pieces
  }

  var names: Set<String> {
    Set(pieces.compactMap { piece -> String? in if case .value(let name) = piece { name } else { nil } })
  }

  func filled(_ value: (String) throws(HubError) -> String) throws(HubError) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .value(let name): text += try value(name)
      }
    }
    return text
  }

  /// Where the `}` of a name that begins at `first` is: ASCII letters, digits, `_` and `.`, a letter first.
  private static func nameEnd(_ bytes: [UInt8], from first: Int) -> Int? {
    guard first < bytes.count, isLetter(bytes[first]) else { return nil }
    let end = bytes[first...].firstIndex { !isLetter($0) && !isDigit($0) && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: ".") }
    guard let end, bytes[end] == UInt8(ascii: "}") else { return nil }
    return end
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
