package import HubCrypto

/// A head that was kept outside the database: a line of the heads file, the head of a receipt, or one printed by `audit verify`.
package struct OutsideHead: Sendable {
  package var writer: UUIDv7
  package var sequence: Int64
  package var root: [UInt8]
  /// What a printed head does not say.
  package var signed: SignedHead?

  package init(writer: UUIDv7, sequence: Int64, root: [UInt8]) {
    self.writer = writer
    self.sequence = sequence
    self.root = root
  }

  /// Nil where its writer is none of ours.
  package init?(_ signed: SignedHead) {
    guard let writer = UUIDv7(signed.head.writer) else { return nil }
    self.init(writer: writer, sequence: signed.head.sequence, root: signed.head.root)
    self.signed = signed
  }

  func fault(_ kind: AuditFault.Kind) -> AuditFault {
    AuditFault(kind: kind, writer: writer.description, batch: sequence, position: nil)
  }

  /// What does not fit the batch that the database has in its place.
  func fault(beside batch: AuditHead, verifier: Verifier?) -> AuditFault? {
    guard let signed else { return root == batch.root ? nil : fault(.headDiffers) }
    if signed.head != batch { return fault(.headDiffers) }
    guard let verifier, verifier.keyID == signed.keyID else { return fault(.keyDiffers) }
    return verifier.isValid(signed.signature, of: batch.signedBytes) ? nil : fault(.signatureWrong)
  }
}
