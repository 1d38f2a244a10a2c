package import HubCrypto
package import HubPostgres
import HubModel

/// Drops chains whose last batch is older than the retention, whole months at a time, and leaves a signed tombstone for each.
package struct AuditPruning: Sendable {
  let connection: PostgresConnection
  let retention: AuditRetention

  package init(connection: PostgresConnection, retention: AuditRetention) {
    self.connection = connection
    self.retention = retention
  }

  package struct Plan: Sendable {
    /// Nothing of this moment or later is dropped: the first of a month, microseconds since 1970.
    package var before: Int64
    /// Chains to be dropped; `at` is when the plan was made.
    package var chains: [AuditTombstone]
    /// Months whose partitions go whole, as `2026_11`. Other chains are deleted row by row.
    package var months: [String]

    package var isEmpty: Bool { chains.isEmpty && months.isEmpty }
    package var entries: Int64 { chains.reduce(0) { $0 + $1.entries } }
  }

  package func plan() async throws -> Plan {
    let clock = try await connection.query(
      """
      SELECT now(), (date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(years => $1::int4)) AT TIME ZONE 'UTC'
      """, [.int4(retention.years)], prepare: false)
    guard let now = clock.timestamptz(0, 0), let before = clock.timestamptz(0, 1) else {
      throw HubError("audit-clock-unread", "The database did not tell its time.")
    }
    return Plan(before: before, chains: try await chains(before: before, now: now), months: try await months(before: before))
  }

  /// A writer's id holds when it began: younger months are not looked at.
  private func chains(before: Int64, now: Int64) async throws -> [AuditTombstone] {
    let rows = try await connection.query(
      """
      SELECT uuid_send(c.writer), c.sequence, c.entries, l.root, c.at FROM (
        SELECT writer, max(sequence) AS sequence, sum(entries)::int8 AS entries, max(at) AS at FROM audit.batch
        WHERE writer < audit.writer_bound($1::timestamptz AT TIME ZONE 'UTC') GROUP BY writer HAVING max(at) < $1) AS c
      JOIN audit.batch AS l ON l.writer = c.writer AND l.sequence = c.sequence ORDER BY c.writer
      """, [.timestamptz(before)], prepare: false)
    return (0..<rows.count).compactMap { row in
      guard let writer = rows.bytes(row, 0).flatMap({ UUIDv7(Array($0)) }), let last = rows.int8(row, 1),
        let entries = rows.int8(row, 2), let root = rows.bytes(row, 3).map(Array.init), let lastAt = rows.timestamptz(row, 4)
      else { return nil }
      return AuditTombstone(writer: writer, lastSequence: last, entries: entries, root: root, lastAt: lastAt, at: now)
    }
  }

  /// A month that holds a batch of later, of a chain that went on, stays.
  private func months(before: Int64) async throws -> [String] {
    let rows = try await connection.query(
      """
      SELECT right(c.relname, 7) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'audit.batch'::regclass AND c.relname ~ '^batch_[0-9]{4}_[0-9]{2}$'
      AND right(c.relname, 7) < to_char($1::timestamptz AT TIME ZONE 'UTC', 'YYYY_MM') ORDER BY 1
      """, [.timestamptz(before)], prepare: false)
    var months: [String] = []
    for month in (0..<rows.count).compactMap({ rows.text($0, 0) }) {
      let younger = try await connection.query(
        "SELECT EXISTS (SELECT FROM audit.\(quoted("batch_\(month)")) WHERE at >= $1)", [.timestamptz(before)], prepare: false)
      if younger.bool(0, 0) == false { months.append(month) }
    }
    return months
  }

  /// All or nothing. Waits two seconds for whoever reads the audit, not longer: answers would wait behind it.
  /// - Throws: `audit-in-use`.
  package func run(_ plan: Plan, signer: Signer) async throws {
    do {
      try await connection.transaction { transaction in
        try await transaction.execute("SET LOCAL lock_timeout = '2s'")
        for chain in plan.chains { try await Self.bury(chain, signer, transaction) }
        let writers = plan.chains.map(\.writer.description)
        for statement in ["DELETE FROM audit.entry", "DELETE FROM audit.batch"] {
          try await transaction.query(
            statement + " WHERE writer = ANY($1::text[]::uuid[]) AND NOT tableoid = ANY($2::text[]::regclass[]::oid[])",
            [.textArray(writers), .textArray(plan.months.flatMap { ["audit.batch_\($0)", "audit.entry_\($0)"] })],
            prepare: false)
        }
        // Last: whoever answers waits from here on.
        for month in plan.months {
          try await transaction.execute("DROP TABLE audit.\(quoted("batch_\(month)")), audit.\(quoted("entry_\(month)"))")
        }
      }
    } catch let error as PostgresError where error.sqlState == "55P03" {
      throw HubError(
        "audit-in-use", "Somebody reads or checks the audit; nothing was dropped.", remedy: "Try again when that is done.",
        persistence: .transient)
    }
  }

  private static func bury(_ chain: AuditTombstone, _ signer: Signer, _ transaction: PostgresTransaction) async throws {
    try await transaction.query(
      """
      INSERT INTO audit.pruned (writer, last_sequence, entries, root, last_at, at, signature, public_key)
      VALUES ($1::text::uuid, $2, $3, $4, $5, $6, $7, $8)
      """,
      [
        .text(chain.writer.description), .int8(chain.lastSequence), .int8(chain.entries), .bytes(chain.root),
        .timestamptz(chain.lastAt), .timestamptz(chain.at), .bytes(try signer.sign(chain.signedBytes)), .text(signer.publicKeyPEM),
      ])
  }
}
