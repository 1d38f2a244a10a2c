/// A place in a server's write-ahead log, which PostgreSQL calls LSN.
package struct WALPosition: Sendable, Hashable, Comparable, RawRepresentable, CustomStringConvertible {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// As PostgreSQL writes it, for example `16/B374D848`; nil for any other text.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.allSatisfy(\.isHexDigit) }),
      let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16)
    else { return nil }
    rawValue = UInt64(high) << 32 | UInt64(low)
  }

  package var description: String {
    let low = UInt32(truncatingIfNeeded: rawValue)
    return "\(String(rawValue >> 32, radix: 16, uppercase: true))/\(String(low, radix: 16, uppercase: true))"
  }

  package static func < (left: WALPosition, right: WALPosition) -> Bool { left.rawValue < right.rawValue }
}
