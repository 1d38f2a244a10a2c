package import HubCrypto

/// What stands in the place of a chain that was dropped after its time: where it ended, and how much it held.
package struct AuditTombstone: Sendable {
  package var writer: UUIDv7
  package var lastSequence: Int64
  package var entries: Int64
  /// Of the chain's last batch.
  package var root: [UInt8]
  /// When that batch was written and when the chain was dropped, microseconds since 1970.
  package var lastAt: Int64
  package var at: Int64

  /// What the signature covers.
  var signedBytes: [UInt8] {
    var bytes = Array("govhub audit pruned 1".utf8) + writer.bytes
    for number in [lastSequence, entries, lastAt, at] {
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes + root
  }

  /// Whether the chain can have been old enough, whoever signed that: it ended after it began, which its writer's id tells, three
  /// years of 365 days went by, and the moment of dropping is not one to come. The writer's clock may have been a day ahead.
  func isLawful(now: Int64) -> Bool {
    let days = (began: Int64(writer.milliseconds) / 86_400_000, ended: lastAt / Self.day, dropped: at / Self.day)
    return days.ended >= days.began - 1 && days.dropped - days.ended >= 3 * 365 && at <= now
  }

  private static let day: Int64 = 86_400_000_000
}
