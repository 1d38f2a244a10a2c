/// Reads one flat JSON object as `EntryWriter` wrote it; of anything else it is nil.
struct EntryReader {
  enum Value: Equatable {
    case text(String)
    case number(Int64)
    case list([String])
    /// In the order of the entry.
    case pairs([String], [String])
  }

  private var rest: ArraySlice<UInt8>

  static func object(_ bytes: ArraySlice<UInt8>) -> [String: Value]? {
    var reader = EntryReader(rest: bytes)
    var fields: [String: Value] = [:]
    let isWhole = reader.members { reader, key in
      guard let value = reader.value(), fields.updateValue(value, forKey: key) == nil else { return false }
      return true
    }
    return isWhole && reader.rest.isEmpty ? fields : nil
  }

  // MARK: grammar

  /// `{…}`; false at the first thing that is not right.
  private mutating func members(_ body: (inout EntryReader, String) -> Bool) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      guard let key = string(), take(":"), body(&self, key) else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func value() -> Value? {
    switch rest.first {
    case UInt8(ascii: "\""): string().map(Value.text)
    case UInt8(ascii: "["): list().map(Value.list)
    case UInt8(ascii: "{"): pairs()
    default: number().map(Value.number)
    }
  }

  private mutating func list() -> [String]? {
    guard take("[") else { return nil }
    if take("]") { return [] }
    var items: [String] = []
    repeat {
      guard let item = string() else { return nil }
      items.append(item)
    } while take(",")
    return take("]") ? items : nil
  }

  private mutating func pairs() -> Value? {
    var keys: [String] = []
    var values: [String] = []
    let isWhole = members { reader, key in
      guard let value = reader.string() else { return false }
      keys.append(key)
      values.append(value)
      return true
    }
    return isWhole ? .pairs(keys, values) : nil
  }

  private mutating func number() -> Int64? {
    let digits = rest.prefix { $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) }
    rest = rest.dropFirst(digits.count)
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escape() else { return nil }
        text.append(escaped)
      default: text.append(byte)
      }
    }
    return nil
  }

  /// Behind the backslash: itself, a quote, or `u00` and two digits.
  private mutating func escape() -> UInt8? {
    guard let byte = rest.popFirst() else { return nil }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return byte }
    let digits = String(decoding: rest.prefix(4), as: UTF8.self)
    guard byte == UInt8(ascii: "u"), digits.utf8.count == 4 else { return nil }
    rest = rest.dropFirst(4)
    return UInt8(digits, radix: 16)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
