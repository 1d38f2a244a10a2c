extension Array where Element == UInt8 {
  @inline(__always)
  mutating func appendBigEndian<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Writes what `write` appends behind a four-byte length.
  mutating func appendSized(_ write: (inout [UInt8]) -> Void) {
    let mark = count
    appendBigEndian(Int32(0))
    write(&self)
    let length = UInt32(count - mark - 4)
    for shift in 0..<4 { self[mark + shift] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(shift))) }
  }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  func bigEndian<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type = Number.self) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
