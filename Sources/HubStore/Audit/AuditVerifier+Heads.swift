import HubCrypto
import HubPostgres

extension AuditVerifier {
  /// What does not agree with heads that were kept outside: a chain that was cut off, or written anew under any key, does not hold
  /// the heads that it held. Some hundreds at a time.
  package func faults(expecting heads: [OutsideHead]) async throws -> [AuditFault] {
    guard !heads.isEmpty else { return [] }
    let rows = try await connection.query(
      """
      SELECT b.entries, b.previous_root, b.root, w.public_key, p.last_sequence, p.root
      FROM unnest($1::text[], $2::int8[]) WITH ORDINALITY AS h (writer, sequence, place)
      LEFT JOIN audit.batch AS b ON b.writer = h.writer::uuid AND b.sequence = h.sequence
      LEFT JOIN audit.writer AS w ON w.id = h.writer::uuid
      LEFT JOIN audit.pruned AS p ON p.writer = h.writer::uuid AND p.last_sequence >= h.sequence
      ORDER BY h.place
      """, [.textArray(heads.map(\.writer.description)), .int8Array(heads.map(\.sequence))], prepare: false)
    var verifiers: [String: Verifier] = [:]
    return heads.enumerated().compactMap { row, head -> AuditFault? in
      guard let entries = rows.int4(row, 0), let previous = rows.bytes(row, 1), let root = rows.bytes(row, 2) else {
        return Self.fault(head, prunedAt: rows.int8(row, 4), root: rows.bytes(row, 5).map(Array.init))
      }
      let key = rows.text(row, 3) ?? ""
      if verifiers[key] == nil { verifiers[key] = try? Verifier(publicKeyPEM: key) }
      let batch = AuditHead(
        writer: head.writer.bytes, sequence: head.sequence, entries: entries, previousRoot: Array(previous), root: Array(root))
      return head.fault(beside: batch, verifier: verifiers[key])
    }
  }

  /// Of a batch that is not there: nothing, where a tombstone stands for it.
  private static func fault(_ head: OutsideHead, prunedAt last: Int64?, root: [UInt8]?) -> AuditFault? {
    guard let last else { return head.fault(.headMissing) }
    return last == head.sequence && root != head.root ? head.fault(.headDiffers) : nil
  }
}
