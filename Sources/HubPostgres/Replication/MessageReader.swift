/// Reads a message of the server from its start; what is cut short is an error, never a guess.
struct MessageReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(PostgresError) -> Number {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - offset else { throw .malformedMessage }
    let value: Number = bytes.withUnsafeBytes { $0.bigEndian(offset) }
    offset += size
    return value
  }

  mutating func position() throws(PostgresError) -> WALPosition { WALPosition(rawValue: try number()) }

  /// A text that a zero byte ends.
  mutating func name() throws(PostgresError) -> String {
    guard let end = bytes[offset...].firstIndex(of: 0) else { throw .malformedMessage }
    defer { offset = end + 1 }
    return String(decoding: bytes[offset..<end], as: UTF8.self)
  }

  /// Bytes behind their length.
  mutating func sized() throws(PostgresError) -> [UInt8] {
    let length = Int(try number(Int32.self))
    guard length >= 0, length <= bytes.count - offset else { throw .malformedMessage }
    defer { offset += length }
    return Array(bytes[offset..<offset + length])
  }
}
