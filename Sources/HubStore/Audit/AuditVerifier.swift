import HubModel
package import HubPostgres
import HubCrypto

/// Reads the whole audit and reports every row that was edited, deleted, inserted or moved.
package struct AuditVerifier: Sendable {
  let connection: PostgresConnection

  package init(connection: PostgresConnection) { self.connection = connection }

  package struct Report: Sendable {
    package var writers = 0
    package var batches = 0
    package var entries = 0
    package var faults: [AuditFault] = []
    /// Newest head of each writer, as `writer sequence root` in hex: what to keep outside the database.
    package var heads: [String] = []
  }

  /// `expecting`: head lines printed earlier; each must still be found in its chain.
  package func verify(expecting: [String] = [], progress: (Int) -> Void = { _ in }) async throws -> Report {
    var report = Report()
    let writers = try await connection.query(
      "SELECT id::text, uuid_send(id), public_key FROM audit.writer ORDER BY started_at, id", [], prepare: false)
    var known: Set<String> = []
    for row in 0..<writers.count {
      let id = writers.text(row, 0) ?? ""
      known.insert(id)
      let bytes = writers.bytes(row, 1).map(Array.init) ?? []
      try await verify(writer: id, bytes: bytes, publicKey: writers.text(row, 2) ?? "", into: &report)
      report.writers += 1
      progress(report.entries)
    }
    let strays = try await connection.query(
      "SELECT DISTINCT writer::text, batch FROM audit.entry WHERE NOT EXISTS (SELECT FROM audit.batch b WHERE b.writer = entry.writer AND b.sequence = entry.batch)",
      [], prepare: false)
    for row in 0..<strays.count {
      report.faults.append(
        AuditFault(kind: .batchMissing, writer: strays.text(row, 0) ?? "", batch: strays.int8(row, 1) ?? 0, position: nil))
    }
    for line in expecting {
      if let fault = try await self.fault(expecting: line) { report.faults.append(fault) }
    }
    return report
  }

  /// A chain that was cut off or written anew does not hold the root it held.
  private func fault(expecting line: String) async throws -> AuditFault? {
    let parts = line.split(separator: " ").map(String.init)
    guard parts.count == 3, let sequence = Int64(parts[1]) else {
      throw HubError("head-malformed", "A head is three words: writer, sequence, root.")
    }
    let rows = try await connection.query(
      "SELECT 1::int4 FROM audit.batch WHERE writer::text = $1 AND sequence = $2 AND encode(root, 'hex') = $3",
      [.text(parts[0]), .int8(sequence), .text(parts[2])], prepare: false)
    return rows.count == 1 ? nil : AuditFault(kind: .batchMissing, writer: parts[0], batch: sequence, position: nil)
  }

  private static let page: Int64 = 500

  private func verify(writer: String, bytes: [UInt8], publicKey: String, into report: inout Report) async throws {
    guard let verifier = try? Verifier(publicKeyPEM: publicKey) else {
      report.faults.append(AuditFault(kind: .writerUnknown, writer: writer, batch: 0, position: nil))
      return
    }
    let check = AuditBatchCheck(writer: writer, verifier: verifier)
    var previous = AuditHead.genesis
    var expected: Int64 = 1
    while true {
      let batches = try await batches(of: writer, bytes: bytes, from: expected)
      guard let last = batches.last else { break }
      let entries = try await entries(of: writer, from: expected, through: last.head.sequence)
      for batch in batches {
        while expected < batch.head.sequence {
          report.faults.append(AuditFault(kind: .batchMissing, writer: writer, batch: expected, position: nil))
          expected += 1
        }
        let own = entries[batch.head.sequence] ?? []
        report.faults += check.faults(batch, entries: own, previous: previous)
        previous = batch.head.root
        expected = batch.head.sequence + 1
        report.batches += 1
        report.entries += own.count
      }
    }
    if expected > 1 {
      report.heads.append("\(writer) \(expected - 1) " + previous.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
  }

  private func batches(of writer: String, bytes: [UInt8], from sequence: Int64) async throws -> [AuditBatchCheck.Batch] {
    let rows = try await connection.query(
      """
      SELECT sequence, entries, previous_root, root, leaves, signature FROM audit.batch
      WHERE writer = $1::text::uuid AND sequence >= $2 AND sequence < $2 + \(Self.page) ORDER BY sequence
      """, [.text(writer), .int8(sequence)], prepare: false)
    if rows.count == 0 {
      let next = try await connection.query(
        "SELECT min(sequence) FROM audit.batch WHERE writer = $1::text::uuid AND sequence >= $2",
        [.text(writer), .int8(sequence)], prepare: false)
      guard let first = next.int8(0, 0), first > sequence else { return [] }
      return try await batches(of: writer, bytes: bytes, from: first)
    }
    return (0..<rows.count).map { row in
      AuditBatchCheck.Batch(
        head: AuditHead(
          writer: bytes, sequence: rows.int8(row, 0) ?? 0, entries: rows.int4(row, 1) ?? 0,
          previousRoot: rows.bytes(row, 2).map(Array.init) ?? [], root: rows.bytes(row, 3).map(Array.init) ?? []),
        leaves: rows.bytes(row, 4).map(Array.init) ?? [], signature: rows.bytes(row, 5).map(Array.init) ?? [])
    }
  }

  private func entries(of writer: String, from first: Int64, through last: Int64) async throws -> [Int64: [AuditBatchCheck.Entry]] {
    let rows = try await connection.query(
      """
      SELECT batch, position, salt, entry FROM audit.entry
      WHERE writer = $1::text::uuid AND batch BETWEEN $2 AND $3 ORDER BY batch, position
      """, [.text(writer), .int8(first), .int8(last)], prepare: false)
    var entries: [Int64: [AuditBatchCheck.Entry]] = [:]
    for row in 0..<rows.count {
      entries[rows.int8(row, 0) ?? 0, default: []].append(
        AuditBatchCheck.Entry(
          position: rows.int4(row, 1) ?? 0, salt: rows.bytes(row, 2).map(Array.init) ?? [],
          entry: rows.bytes(row, 3).map(Array.init) ?? []))
    }
    return entries
  }
}
