import HubCrypto
import HubModel

/// Writes one flat JSON object: what a leaf of the audit holds.
struct EntryWriter {
  private var out: [UInt8] = []
  private var isFirst = true

  init(reserving capacity: Int) {
    out.reserveCapacity(capacity)
    out.append(UInt8(ascii: "{"))
  }

  private mutating func key(_ name: StaticString) {
    if !isFirst { out.append(UInt8(ascii: ",")) }
    isFirst = false
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    out.append(UInt8(ascii: "\""))
    out.append(UInt8(ascii: ":"))
  }

  mutating func field(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  mutating func field(_ name: StaticString, _ value: Int64) {
    key(name)
    decimal(value)
  }

  /// As 32 lower-case hexadecimal digits.
  mutating func field(_ name: StaticString, _ value: Fingerprint?) {
    guard let value else { return }
    key(name)
    out.append(UInt8(ascii: "\""))
    for half in [value.high, value.low] {
      for place in 0..<16 { out.append(Hex.digit(UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * place) & 15))) }
    }
    out.append(UInt8(ascii: "\""))
  }

  mutating func field(_ name: StaticString, _ values: [String]) {
    key(name)
    out.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      string(value)
    }
    out.append(UInt8(ascii: "]"))
  }

  /// Both members of a pair are strings; nothing at all where there is no pair.
  mutating func field(_ name: StaticString, _ pairs: [(key: String, value: String)]) {
    guard !pairs.isEmpty else { return }
    key(name)
    out.append(UInt8(ascii: "{"))
    for (index, pair) in pairs.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      string(pair.key)
      out.append(UInt8(ascii: ":"))
      string(pair.value)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Whole runs of plain bytes are taken at once; hardly any string has another one.
  private mutating func string(_ value: String) {
    out.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      var start = 0
      for index in text.indices where text[index] < 32 || text[index] == 0x22 || text[index] == 0x5C {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        start = index + 1
        escape(text[index])
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
    out.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    out.append(UInt8(ascii: "\\"))
    if byte >= 32 { return out.append(byte) }
    out.append(contentsOf: "u00".utf8)
    out.append(Hex.digit(byte >> 4))
    out.append(Hex.digit(byte & 15))
  }

  private mutating func decimal(_ value: Int64) {
    if value < 0 { out.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var place = 20
      repeat {
        place -= 1
        digits[place] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      out.append(contentsOf: UnsafeBufferPointer(rebasing: digits[place...]))
    }
  }

  mutating func finish() -> [UInt8] {
    out.append(UInt8(ascii: "}"))
    return out
  }
}
