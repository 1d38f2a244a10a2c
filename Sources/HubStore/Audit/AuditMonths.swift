package import HubPostgres

/// Has the audit's partitions made ahead by whoever writes it. Where that fails, entries go to the partition for others.
package struct AuditMonths: Sendable {
  let pool: PostgresPool

  package init(pool: PostgresPool) { self.pool = pool }

  private static let interval = Duration.seconds(6 * 3600)

  package func keepAhead() async {
    while !Task.isCancelled {
      _ = try? await pool.query("SELECT audit.make_months()", [], prepare: false)
      try? await Task.sleep(for: Self.interval)
    }
  }
}
