package import HubCrypto

/// Checks one batch against its entries. Pure: `govhub audit verify` feeds it from the database.
package struct AuditBatchCheck: Sendable {
  package struct Batch: Sendable {
    package var head: AuditHead
    package var leaves: [UInt8]
    package var signature: [UInt8]
    package init(head: AuditHead, leaves: [UInt8], signature: [UInt8]) {
      self.head = head
      self.leaves = leaves
      self.signature = signature
    }
  }

  package struct Entry: Sendable {
    package var position: Int32
    package var salt: [UInt8]
    package var entry: [UInt8]
    package init(position: Int32, salt: [UInt8], entry: [UInt8]) {
      self.position = position
      self.salt = salt
      self.entry = entry
    }
  }

  let writer: String
  let verifier: Verifier

  package init(writer: String, verifier: Verifier) {
    self.writer = writer
    self.verifier = verifier
  }

  /// All faults of the batch. `previous` is the root of the batch before, or zeros.
  package func faults(_ batch: Batch, entries: [Entry], previous: [UInt8]) -> [AuditFault] {
    var faults: [AuditFault] = []
    func report(_ kind: AuditFault.Kind, _ position: Int32? = nil) {
      faults.append(AuditFault(kind: kind, writer: writer, batch: batch.head.sequence, position: position))
    }
    if batch.head.previousRoot != previous { report(.chainBroken) }
    let leaves = split(batch.leaves)
    if leaves.count != Int(batch.head.entries) || !batch.head.covers(MerkleTree(leaves: leaves).root) {
      report(.batchAltered)
    }
    if !verifier.isValid(batch.signature, of: batch.head.signedBytes) { report(.signatureWrong) }
    var present = Set<Int32>()
    for entry in entries {
      present.insert(entry.position)
      guard entry.position >= 0 && Int(entry.position) < leaves.count else {
        report(.inserted, entry.position)
        continue
      }
      let leaf = AuditLeaf(stored: entry.entry, salt: entry.salt)
      if leaf?.hash != leaves[Int(entry.position)] { report(.edited, entry.position) }
    }
    for position in 0..<Int32(leaves.count) where !present.contains(position) { report(.deleted, position) }
    return faults
  }

  private func split(_ leaves: [UInt8]) -> [Digest32] {
    stride(from: 0, to: leaves.count - leaves.count % AuditHead.hashBytes, by: AuditHead.hashBytes)
      .compactMap { Digest32(Array(leaves[$0..<$0 + AuditHead.hashBytes])) }
  }
}
