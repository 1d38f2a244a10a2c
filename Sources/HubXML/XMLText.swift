import HubModel

/// Text on its way into XML and out of it.
package enum XMLText {
  /// For element content and attribute values alike. What XML 1.0 cannot hold becomes U+FFFD.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result += "&#\(scalar.value);"
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }

  /// Text of a document, which libxml2 gives as UTF-8. Leftovers of GBK in the private use area become what they stand for,
  /// as in every other kind of source.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // The first byte of U+E000…EFFF.
    guard bytes.contains(0xEE) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(Unicode.Scalar(PrivateUse.replacement(for: scalar.value)) ?? scalar)
    }
    return String(scalars)
  }

  /// An attribute's value: with entities left alone libxml2 writes each `&` of it as `&#38;`, and nothing else so.
  static func attribute(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = string(bytes)
    return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
  }
}
