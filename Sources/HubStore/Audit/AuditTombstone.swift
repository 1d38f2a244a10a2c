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

  /// Three years of 365 days: an earlier end than the law's is a fault, whoever signed it.
  var isLawful: Bool { at - lastAt >= Self.lawfulMicroseconds }

  private static let lawfulMicroseconds: Int64 = 3 * 365 * 86_400 * 1_000_000
}
