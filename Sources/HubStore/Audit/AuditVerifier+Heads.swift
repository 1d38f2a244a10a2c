import HubCrypto
package import HubPostgres

extension AuditVerifier {
  package struct HeadComparison: Sendable {
    package var faults: [AuditFault] = []
    /// Heads of chains that were dropped after their time: only a chain's last one can still be compared, with its tombstone.
    package var pruned = 0
  }

  /// The sequence of each writer's newest batch.
  package static func newest(on connection: PostgresConnection) async throws -> [String: Int64] {
    let rows = try await connection.query(
      "SELECT writer::text, max(sequence) FROM audit.batch GROUP BY writer", [], prepare: false)
    var newest: [String: Int64] = [:]
    for row in 0..<rows.count { newest[rows.text(row, 0) ?? ""] = rows.int8(row, 1) }
    return newest
  }

  /// What does not agree with heads that were kept outside: a chain that was cut off, or written anew under any key, does not hold
  /// the heads that it held. Some hundreds at a time. `tombstones`: those that `verify` found to hold.
  package func compare(
    _ heads: [OutsideHead], beside tombstones: [String: AuditTombstone]
  ) async throws -> HeadComparison {
    var outcome = HeadComparison()
    guard !heads.isEmpty else { return outcome }
    let rows = try await connection.query(
      """
      SELECT b.entries, b.previous_root, b.root, w.public_key
      FROM unnest($1::text[], $2::int8[]) WITH ORDINALITY AS h (writer, sequence, place)
      LEFT JOIN audit.batch AS b ON b.writer = h.writer::uuid AND b.sequence = h.sequence
      LEFT JOIN audit.writer AS w ON w.id = h.writer::uuid
      ORDER BY h.place
      """, [.textArray(heads.map(\.writer.description)), .int8Array(heads.map(\.sequence))], prepare: false)
    var verifiers: [String: Verifier] = [:]
    for (row, head) in heads.enumerated() {
      guard let entries = rows.int4(row, 0), let previous = rows.bytes(row, 1), let root = rows.bytes(row, 2) else {
        outcome.add(head, beside: tombstones[head.writer.description])
        continue
      }
      let key = rows.text(row, 3) ?? ""
      if verifiers[key] == nil { verifiers[key] = try? Verifier(publicKeyPEM: key) }
      let batch = AuditHead(
        writer: head.writer.bytes, sequence: head.sequence, entries: entries, previousRoot: Array(previous), root: Array(root))
      if let fault = head.fault(beside: batch, verifier: verifiers[key]) { outcome.faults.append(fault) }
    }
    return outcome
  }
}

extension AuditVerifier.HeadComparison {
  /// Of a batch that is not there.
  fileprivate mutating func add(_ head: OutsideHead, beside tombstone: AuditTombstone?) {
    guard let tombstone, head.sequence <= tombstone.lastSequence else { return faults.append(head.fault(.headMissing)) }
    if head.sequence < tombstone.lastSequence { return pruned += 1 }
    if head.root != tombstone.root { faults.append(head.fault(.headDiffers)) }
  }
}
