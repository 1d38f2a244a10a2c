/// Splits what a COPY OUT delivers into rows, without the signature before the first and the trailer behind the last.
struct CopyChunkReader {
  private var isFirst = true

  mutating func read(_ chunk: [UInt8], _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try chunk.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 4 <= bytes.count {
        let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        let row = UnsafeRawBufferPointer(rebasing: bytes[offset + 4..<offset + 4 + length])
        offset += 4 + length
        try deliver(isFirst ? UnsafeRawBufferPointer(rebasing: row.dropFirst(19)) : row, body)
        isFirst = false
      }
    }
  }

  private func deliver(_ row: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard row.count >= 2, row.bigEndian(0, as: Int16.self) >= 0 else { return }
    try body(row)
  }
}

/// Reads the fields of one row of a binary COPY, in order.
package struct CopyRow {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 2
  package let columns: Int

  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    columns = Int(bytes.bigEndian(0, as: Int16.self))
  }

  /// Nil for NULL; valid as long as the row's bytes.
  package mutating func next() -> UnsafeRawBufferPointer? {
    let length = Int(bytes.bigEndian(offset, as: Int32.self))
    offset += 4
    guard length >= 0 else { return nil }
    defer { offset += length }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
  }
}
