import HubCrypto
import HubPostgres

extension AuditVerifier {
  /// The tombstones that hold, by the writer's text, and the faults of the others. A chain is read on from its tombstone.
  func tombstones(keys: Set<String>) async throws -> (good: [String: AuditTombstone], faults: [AuditFault]) {
    let rows = try await connection.query(
      """
      SELECT uuid_send(writer), last_sequence, entries, root, last_at, at, signature, public_key, now()
      FROM audit.pruned ORDER BY writer
      """, [], prepare: false)
    var good: [String: AuditTombstone] = [:]
    var faults: [AuditFault] = []
    for row in 0..<rows.count {
      guard let writer = rows.bytes(row, 0).flatMap({ UUIDv7(Array($0)) }) else { continue }
      let stone = AuditTombstone(
        writer: writer, lastSequence: rows.int8(row, 1) ?? 0, entries: rows.int8(row, 2) ?? 0,
        root: rows.bytes(row, 3).map(Array.init) ?? [], lastAt: rows.timestamptz(row, 4) ?? 0, at: rows.timestamptz(row, 5) ?? 0)
      let signature = rows.bytes(row, 6).map(Array.init) ?? []
      // Pruning is put on record first: its key is that of a writer.
      if let verifier = try? Verifier(publicKeyPEM: rows.text(row, 7) ?? ""), keys.contains(verifier.keyID),
        stone.isLawful(now: rows.timestamptz(row, 8) ?? 0), verifier.isValid(signature, of: stone.signedBytes)
      {
        good[writer.description] = stone
      } else {
        faults.append(
          AuditFault(kind: .tombstoneWrong, writer: writer.description, batch: stone.lastSequence, position: nil))
      }
    }
    return (good, faults)
  }
}
