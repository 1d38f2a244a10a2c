/// The 32 bytes of an SM3 or SHA-256 digest, as a value that is never allocated.
package struct Digest32: Hashable, Sendable {
  // In memory order, so that the value's own bytes are the digest.
  private var a: UInt64, b: UInt64, c: UInt64, d: UInt64

  package static let zero = Digest32(a: 0, b: 0, c: 0, d: 0)

  private init(a: UInt64, b: UInt64, c: UInt64, d: UInt64) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// Reads exactly 32 bytes; nil for any other length.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    self = bytes.loadUnaligned(as: Digest32.self)
  }

  package init?(_ bytes: [UInt8]) {
    guard let value = bytes.withUnsafeBytes({ Digest32(bytes: $0) }) else { return nil }
    self = value
  }

  package func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    withUnsafeBytes(of: self, body)
  }

  package var bytes: [UInt8] { withBytes { Array($0) } }

  package func append(to array: inout [UInt8]) {
    withBytes { array.append(contentsOf: $0) }
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String { Hex.encode(bytes) }
}
