import Glibc

/// An identifier outside the database (RFC 9562, version 7): 48 bits of milliseconds, then 12 bits of the fraction of
/// the millisecond, then 62 random bits.
package struct UUIDv7: Hashable, Sendable, Comparable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// A new one, of now.
  package init() {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    self.init(seconds: UInt64(now.tv_sec), nanoseconds: UInt64(now.tv_nsec), random: Random.number())
  }

  /// A new one, of a moment: milliseconds since 1970.
  package init(milliseconds: UInt64) {
    self.init(seconds: milliseconds / 1000, nanoseconds: milliseconds % 1000 * 1_000_000, random: Random.number())
  }

  init(seconds: UInt64, nanoseconds: UInt64, random: UInt64) {
    let milliseconds = seconds * 1000 + nanoseconds / 1_000_000
    let fraction = (nanoseconds % 1_000_000) * 4096 / 1_000_000
    high = milliseconds << 16 | 0x7000 | fraction
    low = random & ~(3 << 62) | 2 << 62
  }

  /// Reads 16 bytes; nil for any other length or version.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    guard high >> 12 & 15 == 7, low >> 62 == 2 else { return nil }
  }

  /// Reads the 36 characters of `description`, either case.
  package init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], let bytes = Hex.decode(groups.joined()) else { return nil }
    self.init(bytes)
  }

  /// 16 bytes, most significant first.
  package var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }

  /// Milliseconds since 1970.
  package var milliseconds: UInt64 { high >> 16 }

  /// `xxxxxxxx-xxxx-7xxx-yxxx-xxxxxxxxxxxx`.
  package var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for nibble in 0..<32 {
        if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
          text[place] = 0x2D
          place += 1
        }
        let half = nibble < 16 ? high : low
        text[place] = Hex.digit(UInt8(truncatingIfNeeded: half >> UInt64(60 - nibble % 16 * 4) & 15))
        place += 1
      }
      return place
    }
  }

  package static func < (a: UUIDv7, b: UUIDv7) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
