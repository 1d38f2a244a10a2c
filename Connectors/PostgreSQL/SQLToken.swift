/// The pieces of an SQL text, as far as telling them apart needs. Comments, dollar quotes and backslashes in texts are not
/// read: what they mean depends on the server's settings.
enum SQLToken: Equatable {
  /// Lower case; letters beyond ASCII as they are.
  case word(String)
  case quotedName
  case text
  case number
  case symbol(UInt8)
  /// What cannot be read with certainty.
  case unreadable(String)

  static func tokens(_ text: String) -> [SQLToken] {
    let bytes = Array(text.utf8)
    var tokens: [SQLToken] = []
    var index = 0
    while index < bytes.count {
      if isSpace(bytes[index]) {
        index += 1
        continue
      }
      let token = next(bytes, &index)
      tokens.append(token)
      if case .unreadable = token { return tokens }
    }
    return tokens
  }

  private static func next(_ bytes: [UInt8], _ index: inout Int) -> SQLToken {
    let byte = bytes[index]
    let following = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch byte {
    case UInt8(ascii: "'"): return quoted(bytes, &index, .text)
    case UInt8(ascii: "\""): return quoted(bytes, &index, .quotedName)
    case UInt8(ascii: "-") where following == byte: return .unreadable("a comment")
    case UInt8(ascii: "/") where following == UInt8(ascii: "*"): return .unreadable("a comment")
    case UInt8(ascii: "$"), UInt8(ascii: "\\"): return .unreadable("a dollar or a backslash")
    // Servers differ in which of these they pass over as spaces.
    case let byte where isControl(byte): return .unreadable("a control character")
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      index = end(bytes, index) { isWordByte($0) || $0 == UInt8(ascii: ".") }
      return .number
    case let byte where isWordByte(byte): return word(bytes, &index)
    default:
      index += 1
      return .symbol(byte)
    }
  }

  private static func word(_ bytes: [UInt8], _ index: inout Int) -> SQLToken {
    let start = index
    index = end(bytes, start, isWordByte)
    // E'…', U&'…' and the like follow other rules.
    if index < bytes.count, bytes[index] == UInt8(ascii: "'") { return .unreadable("a text with a prefix") }
    if index < bytes.count, bytes[index] == UInt8(ascii: "$") { return .unreadable("a dollar") }
    return .word(String(decoding: bytes[start..<index].map(lowered), as: UTF8.self))
  }

  private static func quoted(_ bytes: [UInt8], _ index: inout Int, _ token: SQLToken) -> SQLToken {
    let quote = bytes[index]
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") { return .unreadable("a backslash within quotes") }
      if isControl(byte) { return .unreadable("a control character within quotes") }
      index += 1
      guard byte == quote else { continue }
      guard index < bytes.count, bytes[index] == quote else { return token }
      index += 1
    }
    return .unreadable("a quote that is not closed")
  }

  private static func end(_ bytes: [UInt8], _ start: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, belongs(bytes[index]) { index += 1 }
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  private static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 || byte == 0x7F) && !isSpace(byte) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
