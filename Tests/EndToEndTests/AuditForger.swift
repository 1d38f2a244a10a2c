import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

@testable import govhub

/// Somebody with every right on the database and a signing key, who writes a chain anew from its first batch.
struct AuditForger {
  let signer: Signer
  /// What an entry's text becomes.
  let edit: (Int64, String) -> String

  func rewrite(_ connection: PostgresConnection) async throws {
    let writer = try await connection.query("SELECT id::text, uuid_send(id) FROM audit.writer", [], prepare: false)
    let (id, bytes) = (writer.text(0, 0) ?? "", writer.bytes(0, 1).map(Array.init) ?? [])
    try await connection.query(
      "UPDATE audit.writer SET key_id = $1, public_key = $2", [.text(signer.keyID), .text(signer.publicKeyPEM)], prepare: false)
    let rows = try await connection.query("SELECT batch, salt, entry FROM audit.entry ORDER BY batch", [], prepare: false)
    var previous = AuditHead.genesis
    for row in 0..<rows.count {
      let sequence = rows.int8(row, 0) ?? 0
      let text = edit(sequence, rows.text(row, 2) ?? "")
      guard let leaf = AuditLeaf(stored: Array(text.utf8), salt: rows.bytes(row, 1).map(Array.init) ?? []) else { continue }
      let head = AuditHead(
        writer: bytes, sequence: sequence, entries: 1, previousRoot: previous, tree: MerkleTree(leaves: [leaf.hash]).root)
      try await connection.query(
        "UPDATE audit.entry SET entry = $3 WHERE writer = $1::text::uuid AND batch = $2",
        [.text(id), .int8(sequence), .text(text)], prepare: false)
      try await connection.query(
        """
        UPDATE audit.batch SET previous_root = $3, root = $4, leaves = $5, signature = $6
        WHERE writer = $1::text::uuid AND sequence = $2
        """,
        [
          .text(id), .int8(sequence), .bytes(previous), .bytes(head.root), .bytes(leaf.hash.bytes),
          .bytes(try signer.sign(head.signedBytes)),
        ], prepare: false)
      previous = head.root
    }
  }
}
