import HubCrypto

/// A head with its signature, as it is kept outside the database: one line of JSON.
package struct SignedHead: Sendable {
  package var head: AuditHead
  package var signature: [UInt8]
  package var algorithm: String
  package var keyID: String

  package init(head: AuditHead, signature: [UInt8], algorithm: String, keyID: String) {
    self.head = head
    self.signature = signature
    self.algorithm = algorithm
    self.keyID = keyID
  }

  /// Without an end of line.
  package var line: [UInt8] {
    var writer = EntryWriter(reserving: 512)
    writer.field("writer", UUIDv7(head.writer)?.description)
    writer.field("sequence", head.sequence)
    writer.field("entries", Int64(head.entries))
    writer.field("root", Hex.encode(head.root))
    writer.field("previousRoot", Hex.encode(head.previousRoot))
    writer.field("signature", Hex.encode(signature))
    writer.field("algorithm", algorithm)
    writer.field("keyId", keyID)
    return writer.finish()
  }
}
