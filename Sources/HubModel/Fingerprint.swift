/// Sixteen bytes of a keyed hash: what the hub stores and compares in place of a number or a name.
///
/// The bytes are the first half of an HMAC-SM3 (GB/T 32905) under a key that never enters the database.
public struct Fingerprint: Hashable, Sendable {
  public var high: UInt64
  public var low: UInt64

  /// The two halves in big-endian reading order.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads exactly 16 bytes; nil for any other length.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
  }

  public init?(_ bytes: some Sequence<UInt8>) {
    let array = Array(bytes)
    guard let value = array.withUnsafeBytes({ Fingerprint(bytes: $0) }) else { return nil }
    self = value
  }

  /// The 16 bytes, most significant first.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      write(to: UnsafeMutableRawBufferPointer(buffer))
      count = 16
    }
  }

  /// Writes the 16 bytes to the start of `buffer`, which holds at least 16.
  public func write(to buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
    buffer.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
  }

  public func append(to array: inout [UInt8]) {
    withUnsafeBytes(of: high.bigEndian) { array.append(contentsOf: $0) }
    withUnsafeBytes(of: low.bigEndian) { array.append(contentsOf: $0) }
  }
}

extension Fingerprint: Comparable {
  public static func < (a: Fingerprint, b: Fingerprint) -> Bool {
    (a.high, a.low) < (b.high, b.low)
  }
}

/// The primary key of an entity: the fingerprint of the number its record was created under.
public struct Subject: Hashable, Sendable {
  public var fingerprint: Fingerprint
  public init(_ fingerprint: Fingerprint) { self.fingerprint = fingerprint }
}
