package import HubCrypto

/// One entry as the tree has it: what the caller may be told, bound to a digest of what only the audit keeps.
///
/// A receipt shows `told` and proves that the rest is on record without showing it: decision, rule and the values of row conditions
/// would tell hidden, absent and different apart, and the holder would link an old number with a new one.
package struct AuditLeaf: Sendable {
  /// One line of JSON each.
  package var told: [UInt8]
  package var kept: [UInt8]
  /// 16 bytes for the leaf, then 16 for the digest of `kept`.
  package var salt: [UInt8]

  static let saltBytes = 2 * AuditHead.saltBytes

  init(_ entry: AuditEntry) {
    told = entry.told
    kept = entry.kept
    salt = Random.bytes(Self.saltBytes)
  }

  /// Of an act nothing is held back from whoever may read the audit.
  init(_ act: AdministrativeAct) {
    told = act.told
    kept = Array("{}".utf8)
    salt = Random.bytes(Self.saltBytes)
  }

  /// From a row of `audit.entry`; nil where it cannot be one.
  package init?(stored: [UInt8], salt: [UInt8]) {
    guard salt.count == Self.saltBytes, let end = stored.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    told = Array(stored[..<end])
    kept = Array(stored[(end + 1)...])
    self.salt = salt
  }

  /// The text of the row: two lines.
  var stored: [UInt8] { told + [UInt8(ascii: "\n")] + kept }

  var leafSalt: [UInt8] { Array(salt.prefix(AuditHead.saltBytes)) }
  var keptDigest: Digest32 { SM3.digest(Array(salt.dropFirst(AuditHead.saltBytes)) + kept) }
  package var hash: Digest32 { Self.hash(told: told, keptDigest: keptDigest, salt: leafSalt) }

  static func hash(told: [UInt8], keptDigest: Digest32, salt: [UInt8]) -> Digest32 {
    MerkleTree.leaf(salt: salt, entry: told + keptDigest.bytes)
  }
}
