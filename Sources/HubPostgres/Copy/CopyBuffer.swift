internal import Glibc
package import HubModel

/// Writes PostgreSQL's binary COPY format ("COPY", section "Binary Format" of the manual): the signature at the start,
/// then rows; `finish()` writes the trailer. A field that cannot be stored makes `take()` throw instead of sending it.
package struct CopyBuffer: Sendable {
  /// Longer than what is written, so that a field needs one look at the room left and no append.
  private var storage: [UInt8]
  /// Bytes written and not yet taken.
  package private(set) var count = 0
  package private(set) var rows = 0
  private var fault: PostgresError?

  /// What stands once before the first row: signature, flags, no extension.
  package static let header: [UInt8] =
    [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  /// `header`: false for rows that go behind those of another buffer.
  package init(header: Bool = true, reserving capacity: Int = 1 << 18) {
    storage = [UInt8](repeating: 0, count: max(64, capacity))
    if header { raw(Self.header) }
  }

  /// What has been written and not yet taken.
  package var bytes: [UInt8] { Array(storage[..<count]) }

  package mutating func beginRow(columns: Int) {
    rows += 1
    number(Int16(columns))
  }

  package mutating func finish() { number(Int16(-1)) }

  /// Hands over what was written; the buffer goes on behind it.
  package mutating func take() throws(PostgresError) -> [UInt8] {
    if let fault { throw fault }
    defer { count = 0 }
    return bytes
  }

  // MARK: Fields

  package mutating func null() { number(Int32(-1)) }

  package mutating func bytes(_ content: UnsafeRawBufferPointer) {
    number(Int32(content.count))
    raw(content)
  }

  package mutating func bytes(_ content: [UInt8]) { content.withUnsafeBytes { bytes($0) } }

  package mutating func fingerprint(_ print: Fingerprint) {
    number(Int32(16))
    number(print.high)
    number(print.low)
  }

  /// UTF-8 without NUL; PostgreSQL refuses the whole COPY for text that is not.
  package mutating func text(_ content: UnsafeRawBufferPointer) {
    if let start = content.baseAddress, memchr(start, 0, content.count) != nil { fault = .nulCharacter }
    bytes(content)
  }

  package mutating func text(_ content: String) {
    var content = content
    content.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  package mutating func bool(_ flag: Bool) { sized(1, flag ? 1 as UInt8 : 0) }
  package mutating func int2(_ value: Int16) { sized(2, value) }
  package mutating func int4(_ value: Int32) { sized(4, value) }
  package mutating func int8(_ value: Int64) { sized(8, value) }
  package mutating func double(_ value: Double) { sized(8, value.bitPattern) }

  /// Days since 2000-01-01.
  package mutating func date(_ days: Int32) { sized(4, days) }

  /// Microseconds since 1970-01-01T00:00:00Z.
  package mutating func timestamptz(_ microseconds: Int64) { sized(8, microseconds - microsecondsTo2000) }

  /// Canonical decimal in UTF-8, for example `-12.50`.
  package mutating func numeric(_ decimal: UnsafeRawBufferPointer) {
    guard let shape = DecimalShape(decimal) else { return fault = .decimalMalformed }
    makeRoom(shape.longestEncoding)
    count += storage.withUnsafeMutableBytes { NumericFormat.write(shape, of: decimal, to: $0, at: count) }
  }

  // MARK: Writing

  @inline(__always)
  private mutating func sized<Number: FixedWidthInteger>(_ size: Int32, _ value: Number) {
    number(size)
    number(value)
  }

  @inline(__always)
  private mutating func number<Number: FixedWidthInteger>(_ value: Number) {
    makeRoom(MemoryLayout<Number>.size)
    storage.withUnsafeMutableBytes { $0.storeBytes(of: value.bigEndian, toByteOffset: count, as: Number.self) }
    count += MemoryLayout<Number>.size
  }

  @inline(__always)
  private mutating func raw(_ content: UnsafeRawBufferPointer) {
    guard let start = content.baseAddress else { return }
    makeRoom(content.count)
    storage.withUnsafeMutableBytes { buffer in
      UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).baseAddress?
        .copyMemory(from: start, byteCount: content.count)
    }
    count += content.count
  }

  private mutating func raw(_ content: [UInt8]) { content.withUnsafeBytes { raw($0) } }

  @inline(__always)
  private mutating func makeRoom(_ length: Int) {
    if count + length > storage.count { grow(to: count + length) }
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    let size = max(needed, storage.count * 2)
    storage.append(contentsOf: repeatElement(0, count: size - storage.count))
  }
}
