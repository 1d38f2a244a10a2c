/// RFC 4648: section 4 (padded) for files, section 5 (unpadded, for URLs and tokens) on the wire.
package enum Base64 {
  private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values = table(standard)
  private static let urlValues = table(url)

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    append(bytes, alphabet: standard, pads: true, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  package static func encodeURL(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    appendURL(bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  package static func appendURL(_ bytes: some Collection<UInt8>, to text: inout [UInt8]) {
    append(bytes, alphabet: url, pads: false, to: &text)
  }

  /// Strict: right padding, no blanks, no stray bits.
  package static func decode(_ text: String) -> [UInt8]? {
    let utf8 = Array(text.utf8)
    guard utf8.count % 4 == 0 else { return nil }
    let body = utf8.prefix { $0 != 0x3D }
    guard utf8.count - body.count < 3, utf8[body.count...].allSatisfy({ $0 == 0x3D }) else { return nil }
    return decode(body, values)
  }

  /// Strict: no padding, no blanks, no stray bits.
  package static func decodeURL(_ text: some Collection<UInt8>) -> [UInt8]? {
    decode(text, urlValues)
  }

  package static func decodeURL(_ text: String) -> [UInt8]? { decodeURL(text.utf8) }

  /// Strict, as `decode`, for keys: fills `out`, or returns false, and leaves nothing of the text elsewhere in memory.
  static func decode(_ text: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer) -> Bool {
    let padding = (3 - out.count % 3) % 3
    guard text.count == (out.count + 2) / 3 * 4, text.suffix(padding).allSatisfy({ $0 == 0x3D }) else { return false }
    var bits: UInt32 = 0
    var held = 0
    var place = 0
    for character in text.dropLast(padding) {
      let value = values[Int(character)]
      guard value < 64 else { return false }
      bits = bits << 6 | UInt32(value)
      held += 6
      guard held >= 8 else { continue }
      held -= 8
      out[place] = UInt8(truncatingIfNeeded: bits >> UInt32(held))
      place += 1
    }
    return bits & (1 << UInt32(held) - 1) == 0
  }

  /// Padded, for keys: gives each character to `put`.
  static func encode(_ bytes: UnsafeRawBufferPointer, to put: (UInt8) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | (place < count ? UInt32(bytes[start + place]) : 0) }
      for place in 0..<4 { put(place <= count ? standard[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3D) }
    }
  }

  private static func append(
    _ bytes: some Collection<UInt8>, alphabet: [UInt8], pads: Bool, to text: inout [UInt8]
  ) {
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        text.append(alphabet[Int(bits >> UInt32(held) & 63)])
      }
    }
    if held > 0 { text.append(alphabet[Int(bits << UInt32(6 - held) & 63)]) }
    if pads, held > 0 { text.append(contentsOf: repeatElement(0x3D, count: held == 2 ? 2 : 1)) }
  }

  private static func decode(_ text: some Collection<UInt8>, _ values: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var bits: UInt32 = 0
    var held = 0
    for character in text {
      let value = values[Int(character)]
      guard value < 64 else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    guard held < 6, bits & (1 << UInt32(held) - 1) == 0 else { return nil }
    return bytes
  }

  private static func table(_ alphabet: [UInt8]) -> [UInt8] {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }
}
