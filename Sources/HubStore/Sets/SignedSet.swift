package import HubPostgres

/// A row of `control.policy_set` with what it takes to say whether it counts. Nothing of it was checked yet.
package struct SignedSet: Sendable {
  package var sequence: Int64
  package var digest: [UInt8]
  /// Nil where they cannot be unpacked.
  package var files: [(path: String, text: String)]?
  /// JSON, as it was published.
  package var signatures: String
  /// Microseconds since 1970.
  package var publishedAt: Int64
  /// Who was suspended when it was published.
  package var suspended: Set<String>

  package init(
    sequence: Int64, digest: [UInt8], files: [(path: String, text: String)]?, signatures: String, publishedAt: Int64,
    suspended: Set<String>
  ) {
    self.sequence = sequence
    self.digest = digest
    self.files = files
    self.signatures = signatures
    self.publishedAt = publishedAt
    self.suspended = suspended
  }

  /// As a set that counts, for whoever has found that it does.
  package var published: PublishedSet? { files.map { PublishedSet(sequence: sequence, digest: digest, files: $0) } }

  /// Whether any policy set was published with signatures.
  package static func exists(on connection: PostgresConnection) async throws -> Bool {
    let rows = try await connection.query(
      "SELECT EXISTS (SELECT FROM control.policy_set WHERE signatures <> '[]')", [], prepare: false)
    return rows.bool(0, 0) == true
  }

  /// The policy sets behind a sequence number, in their order.
  package static func policies(after sequence: Int64, on connection: PostgresConnection) async throws -> [SignedSet] {
    let rows = try await connection.query(
      """
      SELECT s.sequence, s.digest, s.files, s.signatures, s.published_at,
      (SELECT array_agg(r.target) FROM control.revocation r WHERE r.kind = 'person' AND r.revoked_at <= s.published_at
      AND (r.lifted_at IS NULL OR r.lifted_at > s.published_at))
      FROM control.policy_set s WHERE s.sequence > $1 ORDER BY s.sequence
      """, [.int8(sequence)], prepare: false)
    return (0..<rows.count).map { row in
      SignedSet(
        sequence: rows.int8(row, 0) ?? 0, digest: rows.bytes(row, 1).map(Array.init) ?? [],
        files: rows.text(row, 2).flatMap(PackedFiles.unpack), signatures: rows.text(row, 3) ?? "",
        publishedAt: rows.timestamptz(row, 4) ?? 0, suspended: Set(rows.textArray(row, 5) ?? []))
    }
  }
}
