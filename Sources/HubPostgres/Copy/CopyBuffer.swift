package import HubModel

/// Writes PostgreSQL's binary COPY format ("COPY", section "Binary Format" of the manual): the signature at the start,
/// then rows; `finish()` writes the trailer. A field that cannot be stored makes `take()` throw instead of sending it.
package struct CopyBuffer: Sendable {
  /// What has been written and not yet taken.
  package private(set) var bytes: [UInt8] = []
  package private(set) var rows = 0
  private var fault: PostgresError?

  /// What stands once before the first row: signature, flags, no extension.
  package static let header: [UInt8] =
    [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  /// `header`: false for a buffer of rows that another one began.
  package init(header: Bool = true, reserving capacity: Int = 1 << 18) {
    bytes.reserveCapacity(capacity)
    if header { bytes += Self.header }
  }

  package var count: Int { bytes.count }

  package mutating func beginRow(columns: Int) {
    rows += 1
    bytes.appendBigEndian(Int16(columns))
  }

  package mutating func finish() { bytes.appendBigEndian(Int16(-1)) }

  /// Hands over what was written; the buffer goes on behind it with the same capacity.
  package mutating func take() throws(PostgresError) -> [UInt8] {
    if let fault { throw fault }
    let taken = bytes
    bytes = []
    bytes.reserveCapacity(taken.capacity)
    return taken
  }

  // MARK: Fields

  package mutating func null() { bytes.appendBigEndian(Int32(-1)) }

  package mutating func bytes(_ content: UnsafeRawBufferPointer) {
    bytes.appendBigEndian(Int32(content.count))
    bytes.append(contentsOf: content)
  }

  package mutating func bytes(_ content: [UInt8]) { content.withUnsafeBytes { bytes($0) } }

  package mutating func fingerprint(_ print: Fingerprint) {
    bytes.appendBigEndian(Int32(16))
    bytes.appendBigEndian(print.high)
    bytes.appendBigEndian(print.low)
  }

  /// UTF-8 without NUL; PostgreSQL refuses the whole COPY for text that is not.
  package mutating func text(_ content: UnsafeRawBufferPointer) {
    if content.contains(0) { fault = .nulCharacter }
    bytes(content)
  }

  package mutating func text(_ content: String) {
    var content = content
    content.withUTF8 { text(UnsafeRawBufferPointer($0)) }
  }

  package mutating func bool(_ flag: Bool) {
    bytes.appendBigEndian(Int32(1))
    bytes.append(flag ? 1 : 0)
  }

  package mutating func int2(_ number: Int16) { fixed(2, number) }
  package mutating func int4(_ number: Int32) { fixed(4, number) }
  package mutating func int8(_ number: Int64) { fixed(8, number) }
  package mutating func double(_ number: Double) { fixed(8, number.bitPattern) }

  /// Days since 2000-01-01.
  package mutating func date(_ days: Int32) { fixed(4, days) }

  /// Microseconds since 1970-01-01T00:00:00Z.
  package mutating func timestamptz(_ microseconds: Int64) { fixed(8, microseconds - microsecondsTo2000) }

  /// Canonical decimal in UTF-8, for example `-12.50`.
  package mutating func numeric(_ decimal: UnsafeRawBufferPointer) {
    if !NumericFormat.append(decimal, to: &bytes) { fault = .decimalMalformed }
  }

  @inline(__always)
  private mutating func fixed<Number: FixedWidthInteger>(_ size: Int32, _ number: Number) {
    bytes.appendBigEndian(size)
    bytes.appendBigEndian(number)
  }
}
