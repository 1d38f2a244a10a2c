/// Writes JSON.
package enum JSONText {
  private static let hex = Array("0123456789abcdef".utf8)

  /// Appends the text as a string, in quotes.
  /// - Returns: true where the text stands there as it is, without an escape.
  @discardableResult
  package static func append(_ text: some Collection<UInt8>, to out: inout [UInt8]) -> Bool {
    var isPlain = true
    out.append(UInt8(ascii: "\""))
    for byte in text {
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        out.append(byte)
      } else {
        isPlain = false
        appendEscape(of: byte, to: &out)
      }
    }
    out.append(UInt8(ascii: "\""))
    return isPlain
  }

  /// The text as it stands within the quotes of a string.
  package static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text.utf8, to: &bytes)
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  private static func appendEscape(of byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): out += Array("\\\"".utf8)
    case UInt8(ascii: "\\"): out += Array("\\\\".utf8)
    case UInt8(ascii: "\n"): out += Array("\\n".utf8)
    case UInt8(ascii: "\r"): out += Array("\\r".utf8)
    case UInt8(ascii: "\t"): out += Array("\\t".utf8)
    default: out += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
  }
}
