import HubPostgres

extension AuditVerifier {
  /// What the chains do not cover by themselves: entries without a batch, batches that a tombstone says are gone, and entries that
  /// would be searched for under another subject than they name.
  func strays() async throws -> [AuditFault] {
    try await faults(
      .batchMissing,
      """
      SELECT DISTINCT writer::text, batch, NULL::int4 FROM audit.entry AS e
      WHERE NOT EXISTS (SELECT FROM audit.batch AS b WHERE b.writer = e.writer AND b.sequence = e.batch)
      """)
      + faults(
        .inserted,
        """
        SELECT b.writer::text, b.sequence, NULL::int4 FROM audit.batch AS b JOIN audit.pruned AS p ON p.writer = b.writer
        WHERE b.sequence <= p.last_sequence
        """)
      + faults(
        .edited,
        """
        SELECT writer::text, batch, position FROM audit.entry WHERE subject IS DISTINCT FROM decode(coalesce(
          substring(split_part(entry, E'\\n', 2) FROM '"holder":"([0-9a-f]{32})"'),
          substring(split_part(entry, E'\\n', 1) FROM '"subject":"([0-9a-f]{32})"')), 'hex')
        """)
  }

  /// Of rows of writer, batch and position.
  private func faults(_ kind: AuditFault.Kind, _ query: String) async throws -> [AuditFault] {
    let rows = try await connection.query(query, [], prepare: false)
    return (0..<rows.count).map { row in
      AuditFault(kind: kind, writer: rows.text(row, 0) ?? "", batch: rows.int8(row, 1) ?? 0, position: rows.int4(row, 2))
    }
  }
}
