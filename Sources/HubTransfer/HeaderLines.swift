/// The header of the last answer, as its lines come: a status line begins it anew, after a redirect for example.
struct HeaderLines {
  /// Of all answers together.
  static let bytesAtMost = 256 << 10

  private(set) var fields: [(name: String, value: String)] = []
  private var length = 0

  /// False where there are more lines than anyone needs.
  mutating func take(_ line: UnsafeRawBufferPointer) -> Bool {
    length += line.count
    guard length <= Self.bytesAtMost else { return false }
    let text = line.last == UInt8(ascii: "\n") ? line.dropLast() : line[...]
    if text.starts(with: "HTTP/".utf8) {
      fields = []
    } else if let first = text.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
      fold(Self.trimmed(text))
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      fields.append((name: Self.trimmed(text[..<colon]), value: Self.trimmed(text[(colon + 1)...])))
    }
    return true
  }

  private mutating func fold(_ more: String) {
    guard let last = fields.indices.last, !more.isEmpty else { return }
    fields[last].value += " " + more
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
    var text = bytes.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text = text.dropLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first of that name, whatever its case.
  static func value(of name: String, in fields: [(name: String, value: String)]) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }
}
