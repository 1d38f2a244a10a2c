/// Writes JSON.
package enum JSONText {
  private static let hex = Array("0123456789abcdef".utf8)

  /// Appends the text as a string, in quotes.
  /// - Returns: true where the text stands there as it is, without an escape.
  @discardableResult
  package static func append(_ text: some Collection<UInt8>, to out: inout [UInt8]) -> Bool {
    let isPlain = text.withContiguousStorageIfAvailable { append($0, to: &out) }
    return isPlain ?? Array(text).withUnsafeBufferPointer { append($0, to: &out) }
  }

  /// Whole runs of plain bytes are taken at once; hardly any text has another one.
  private static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) -> Bool {
    out.append(UInt8(ascii: "\""))
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        start = index + 1
        appendEscape(of: byte, to: &out)
      }
      index += 1
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    out.append(UInt8(ascii: "\""))
    return start == 0
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
