import HubConnectorKit
import HubModel

/// The bytes of an answer as UTF-8 that an XML parser takes as it is.
enum AnswerText {
  /// Decoded as declared in the mapping, by the same tables as every other source: a parser's own GBK would lack what systems
  /// that write GB 18030 and call it GBK put in it.
  /// - Throws: `undecodable-bytes`, `xml-malformed` for NUL, `encoding-mismatch`.
  static func utf8(_ bytes: [UInt8], _ encoding: TextEncoding) throws(HubError) -> [UInt8] {
    var decoder = try TextDecoder(encoding)
    var text: [UInt8] = []
    var faults: [TextFault] = []
    try bytes.withUnsafeBufferPointer { bytes throws(HubError) in
      try decoder.decode(UnsafeRawBufferPointer(bytes), into: &text, faults: &faults)
    }
    try decoder.finish(into: &text, faults: &faults)
    if let fault = faults.first { throw error(fault, encoding) }
    return withoutDeclaration(text)
  }

  /// A tree takes hundreds of bytes an element, be it four bytes long in the text.
  static let elementsAtMost = 400_000

  /// How many elements the tree of a text may have, counted before it is built.
  /// - Parameter before: those of other documents of the answer.
  /// - Throws: `answer-too-long`.
  static func checkedElements(_ text: [UInt8], before: Int = 0) throws(HubError) -> Int {
    var count = before
    var wasOpened = false
    for byte in text {
      if wasOpened, byte != UInt8(ascii: "/") { count += 1 }
      wasOpened = byte == UInt8(ascii: "<")
    }
    guard count <= elementsAtMost else {
      throw HubError(
        "answer-too-long", "An answer has more than \(elementsAtMost) elements.", remedy: "Ask for smaller pages.")
    }
    return count
  }

  /// What an XML declaration says of the encoding is no longer so: blanks stand in its place, so that lines and columns stay.
  /// White space before it, which some services write, then does no harm either.
  static func withoutDeclaration(_ text: [UInt8]) -> [UInt8] {
    guard let start = text.firstIndex(where: { !isBlank($0) }), text[start...].starts(with: "<?xml".utf8) else { return text }
    let after = start + 5
    guard after < text.count, isBlank(text[after]), let close = text[after...].firstIndex(of: UInt8(ascii: ">")) else {
      return text
    }
    var blanked = text
    for index in start...close where !isBlank(text[index]) { blanked[index] = 0x20 }
    return blanked
  }

  static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  private static func error(_ fault: TextFault, _ encoding: TextEncoding) -> HubError {
    switch fault.kind {
    case .undecodable:
      HubError(
        "undecodable-bytes", "Byte \(fault.byteOffset) of the answer is not \(encoding.rawValue), which is declared.",
        remedy: "Declare the encoding that the service really writes.")
    case .nul: HubError("xml-malformed", "Byte \(fault.byteOffset) of the answer is NUL, which XML cannot hold.")
    }
  }
}
