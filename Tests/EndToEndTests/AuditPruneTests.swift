import Foundation
import HubCrypto
import HubPostgres
@testable import HubStore
import Testing

@testable import govhub

@Suite("The audit kept for its time, and then dropped by whole months with proof") struct AuditPruneTests {
  private static let day: UInt64 = 86_400_000

  /// Chains of four years ago in a month of their own and in the partition for others, and one of now.
  private static func aged(_ body: (Deployment, String) async throws -> Void) async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let (heads, old) = (hub.file("heads.jsonl"), AuditMonth.now - 4 * 365 * day)
      let month = try await hub.sql { connection in
        let month = "to_timestamp(\(old) / 1000) AT TIME ZONE 'UTC'"
        let name = try await connection.query("SELECT to_char(\(month), 'YYYY_MM')", [], prepare: false).text(0, 0) ?? ""
        try await connection.execute(Self.narrow)
        for kind in ["batch", "entry"] {
          try await connection.execute(
            """
            CREATE TABLE audit.\(kind)_\(name) PARTITION OF audit.\(kind)
            FOR VALUES FROM (audit.writer_bound(date_trunc('month', \(month))))
            TO (audit.writer_bound(date_trunc('month', \(month)) + interval '1 month'))
            """)
        }
        return name
      }
      _ = try await AuditSample.write(3, in: hub, heads: heads, at: old)
      _ = try await AuditSample.write(2, in: hub, heads: heads, at: old - 40 * day)
      try await hub.sql { try await $0.execute("UPDATE audit.batch SET at = at - interval '1459 days'") }
      _ = try await AuditSample.write(2, in: hub, heads: heads)
      try await body(hub, month)
    }
  }

  /// The first partition holds everything before: in its place one that holds this month alone.
  private static let narrow = """
    DO $$ DECLARE
      month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
      kind text;
    BEGIN
      FOREACH kind IN ARRAY ARRAY['batch', 'entry'] LOOP
        EXECUTE format('DROP TABLE audit.%I', kind || to_char(month, '_YYYY_MM'));
      END LOOP;
      PERFORM audit.make_months();
    END $$
    """

  @Test("a plan changes nothing; pruning drops the month and the stray chain, on record first, and the rest still verifies")
  func prune() async throws {
    try await Self.aged { hub, month in
      #expect(try await hub.number("SELECT count(*) FROM audit.entry_other") == 2, "a month without a partition stops nothing")
      let plan = try await hub.govhub("audit", "prune", "--plan")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("months=\(month) chains=2 entries=5"), "\(plan.output)")
      #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 7)
      let pruned = try await hub.govhub("audit", "prune")
      #expect(pruned.status == 0, "\(pruned.errors)")
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE entry NOT LIKE '%\"act\"%'") == 2)
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE entry LIKE '%audit-prune%chains=2 entries=5%'") == 1)
      #expect(try await hub.number("SELECT count(*) FROM audit.pruned") == 2)
      #expect(try await hub.number("SELECT count(*) FROM pg_class WHERE relname = 'entry_\(month)'") == 0)
      let heads = hub.file("heads.jsonl")
      let verified = try await hub.govhub("audit", "verify", "--expect-head", heads)
      #expect(verified.status == 0, "\(verified.output)")
      #expect(verified.output.contains("5 dropped after their time") && verified.output.contains("4 heads from outside"))
      #expect(verified.output.contains("3 heads of dropped chains not compared"))
      let again = try await hub.govhub("audit", "prune")
      #expect(again.output.contains("chains=0 entries=0"))
      let acts = try await hub.number("SELECT count(*) FROM audit.entry WHERE entry LIKE '%audit-prune%'")
      #expect(acts == 1, "nothing done, no act")
    }
  }

  @Test("a chain that is gone without a tombstone, or with one that nobody signed or that comes too early, is found")
  func forgedTombstones() async throws {
    try await Self.aged { hub, _ in
      let heads = hub.file("heads.jsonl")
      #expect(try await hub.govhub("audit", "prune").status == 0)
      for statement in [
        "UPDATE audit.pruned SET entries = entries - 1", "UPDATE audit.pruned SET root = '\\x00'",
        "UPDATE audit.pruned SET last_at = now()", "UPDATE audit.pruned SET signature = '\\x00'",
      ] {
        let faults = try await hub.sql { connection in
          try await connection.execute("CREATE TABLE public.kept AS TABLE audit.pruned; \(statement)")
          let report = try await AuditVerifier(connection: connection).verify()
          try await connection.execute(
            "TRUNCATE audit.pruned; INSERT INTO audit.pruned TABLE public.kept; DROP TABLE public.kept")
          return report.faults
        }
        #expect(faults.count == 2 && faults.allSatisfy { $0.kind == .tombstoneWrong }, "\(statement): \(faults.map(\.place))")
      }
      #expect(try await hub.verifiedAudit("--expect-head", heads).status == 0)
      try await hub.sql { try await $0.execute("TRUNCATE audit.pruned") }
      let gone = try await hub.verifiedAudit("--expect-head", heads)
      #expect(gone.faults.count == 5 && gone.faults.allSatisfy { $0.hasPrefix("head-missing ") }, "\(gone.faults)")
    }
  }

  @Test(
    "a chain of now is not hidden by a tombstone of one's own making: its writer's id tells when it began",
    .timeLimit(.minutes(2)))
  func ownTombstone() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let heads = hub.file("heads.jsonl")
      _ = try await AuditSample.write(2, in: hub, heads: heads)
      let signer = try hub.hub.keyRing().signer()
      try await hub.sql { connection in
        let row = try await connection.query(
          "SELECT uuid_send(writer), root FROM audit.batch WHERE sequence = 2", [], prepare: false)
        let writer = try #require(row.bytes(0, 0).flatMap { UUIDv7(Array($0)) })
        let at = Int64(AuditMonth.now) * 1000
        let plan = AuditPruning.Plan(
          before: at,
          chains: [
            AuditTombstone(
              writer: writer, lastSequence: 2, entries: 2, root: row.bytes(0, 1).map(Array.init) ?? [],
              lastAt: at - 4 * 365 * 86_400_000_000, at: at)
          ], months: [])
        try await AuditPruning(connection: connection, retention: .lawful).run(plan, signer: signer)
      }
      let verified = try await hub.verifiedAudit("--expect-head", heads)
      #expect(verified.faults.contains { $0.hasPrefix("tombstone-wrong ") }, "\(verified.faults)")
      #expect(verified.faults.count { $0.hasPrefix("head-missing ") } == 2, "\(verified.faults)")
    }
  }

  @Test("somebody who reads the audit keeps it from being dropped, and answers are not kept waiting")
  func inUse() async throws {
    try await Self.aged { hub, _ in
      let reader = try await PostgresConnection.connect(hub.hub.database(.auditor))
      try await reader.transaction { transaction in
        try await transaction.query("SELECT count(*) FROM audit.entry", [], prepare: false)
        let refused = try await hub.govhub("audit", "prune")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[audit-in-use]"), "\(refused.errors)")
      }
      await reader.close()
      #expect(try await hub.number("SELECT count(*) FROM audit.pruned") == 0)
      #expect(try await hub.govhub("audit", "prune").status == 0)
    }
  }

  @Test("a chain ends with its month: what comes after it begins another")
  func months() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let now = AuditMonth.now
      let later = AuditMonth.end(of: now)
      let clock = TestClock(now)
      let log = AuditLog(
        configuration: hub.hub.database(.gateway), signer: try hub.hub.keyRing().signer(), process: "test",
        clock: { clock.now })
      for time in [now, later - 1, later, later + 1] {
        clock.now = time
        _ = try await log.record(AuditSample.entry())
      }
      await log.stop()
      #expect(try await hub.number("SELECT count(*) FROM audit.writer") == 2)
      #expect(try await hub.number("SELECT count(DISTINCT tableoid) FROM audit.entry") == 2, "a month, a partition")
      #expect(try await hub.verifiedAudit().status == 0)
    }
  }
}
