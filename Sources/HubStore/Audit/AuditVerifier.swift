package import HubPostgres
import HubCrypto

/// Reads the whole audit and reports every row that was edited, deleted, inserted or moved.
package struct AuditVerifier: Sendable {
  let connection: PostgresConnection
  /// Ids of the keys that the hub signs with; nil where none is known. A chain's own row names a key too, and whoever may begin a
  /// chain could name one of their own there.
  let keys: Set<String>?

  package init(connection: PostgresConnection, keys: Set<String>? = nil) {
    self.connection = connection
    self.keys = keys
  }

  package struct Report: Sendable {
    package var writers = 0
    package var batches = 0
    package var entries = 0
    /// Entries of chains that were dropped after their time.
    package var pruned: Int64 = 0
    /// The tombstones that hold, by the writer's text.
    package var tombstones: [String: AuditTombstone] = [:]
    package var faults: [AuditFault] = []
    /// Newest head of each writer, as `writer sequence root` in hex: what to keep outside the database.
    package var heads: [String] = []
  }

  package func verify(progress: (Int) -> Void = { _ in }) async throws -> Report {
    var report = Report()
    let writers = try await writers()
    let tombstones = try await tombstones(keys: keys ?? Set(writers.compactMap { $0.verifier?.keyID }))
    report.faults = tombstones.faults
    report.tombstones = tombstones.good
    report.pruned = tombstones.good.values.reduce(0) { $0 + $1.entries }
    for writer in writers {
      try await verify(writer, after: tombstones.good[writer.id], into: &report)
      report.writers += 1
      progress(report.entries)
    }
    report.faults += try await strays()
    return report
  }

  private struct Writer: Sendable {
    var id: String
    var bytes: [UInt8]
    /// Nil where its key cannot be read.
    var verifier: Verifier?
  }

  private func writers() async throws -> [Writer] {
    let rows = try await connection.query(
      "SELECT id::text, uuid_send(id), public_key FROM audit.writer ORDER BY started_at, id", [], prepare: false)
    return (0..<rows.count).map { row in
      Writer(
        id: rows.text(row, 0) ?? "", bytes: rows.bytes(row, 1).map(Array.init) ?? [],
        verifier: try? Verifier(publicKeyPEM: rows.text(row, 2) ?? ""))
    }
  }

  private static let page: Int64 = 500

  private func verify(_ writer: Writer, after tombstone: AuditTombstone?, into report: inout Report) async throws {
    guard let verifier = writer.verifier else {
      report.faults.append(AuditFault(kind: .writerUnknown, writer: writer.id, batch: 0, position: nil))
      return
    }
    if keys?.contains(verifier.keyID) == false {
      report.faults.append(AuditFault(kind: .keyUnknown, writer: writer.id, batch: 0, position: nil))
    }
    let check = AuditBatchCheck(writer: writer.id, verifier: verifier)
    var previous = tombstone?.root ?? AuditHead.genesis
    var expected = (tombstone?.lastSequence ?? 0) + 1
    while true {
      let batches = try await batches(of: writer.id, bytes: writer.bytes, from: expected)
      guard let last = batches.last else { break }
      let entries = try await entries(of: writer.id, from: expected, through: last.head.sequence)
      for batch in batches {
        while expected < batch.head.sequence {
          report.faults.append(AuditFault(kind: .batchMissing, writer: writer.id, batch: expected, position: nil))
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
    if expected > 1 { report.heads.append("\(writer.id) \(expected - 1) \(Hex.encode(previous))") }
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
