import Foundation
import HubPostgres
import HubStore
import HubTesting
import Testing

@testable import govhub

extension Invariants {
  @Suite("Attack 32: the audit out of reach") struct AuditFailure {
    /// Asks three times: nothing is answered, health is red and says why.
    private static func expectNothing(_ gateway: TestGateway, _ person: SampleSubject, reason: String) async throws {
      for _ in 0..<3 {
        let answer = try await gateway.ask(person)
        #expect(answer.status == 503)
        #expect(answer.code == "audit-unavailable")
        #expect(answer.result == nil && answer.receipt == nil)
      }
      let health = try await gateway.get("/healthz")
      #expect(health.status == 503)
      #expect(health.body["auditReason"] as? String == reason, "\(health.text)")
      #expect(try await gateway.get("/metrics").text.contains("govhub_audit_writable 0"))
      #expect(gateway.program.errors.contains(reason))
    }

    private static let disk = """
      CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION public.full_disk()
      """

    @Test(
      "the database's disk full, a table of it gone: 503 with the reason, no entry, and green once it is back",
      arguments: [
        (disk, "DROP TRIGGER full_disk ON audit.entry", "audit-disk-full"),
        ("ALTER TABLE audit.entry RENAME TO gone", "ALTER TABLE audit.gone RENAME TO entry", "database-refused"),
        ("ALTER TABLE audit.batch RENAME TO gone", "ALTER TABLE audit.gone RENAME TO batch", "database-refused"),
      ])
    func database(_ breaks: String, _ mends: String, _ reason: String) async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        try await TestGateway.with(hub) { gateway in
          #expect(try await gateway.ask(person).result == "match")
          try await hub.sql { try await $0.execute(breaks) }
          try await Self.expectNothing(gateway, person, reason: reason)
          try await hub.sql { try await $0.execute(mends) }
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 1)
          #expect(try await gateway.ask(person).result == "match")
          #expect(try await gateway.get("/healthz").status == 200)
          #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 2)
        }
        #expect(try await hub.verifiedAudit().status == 0)
      }
    }

    @Test("the database stopped: no answer, and every answer before and after has its entry", .timeLimit(.minutes(5)))
    func stopped() async throws {
      let cluster = try await ThrowawayCluster.start().cluster
      let hub = try await Deployment(uri: cluster.uri())
      try await hub.hub.prepare()
      let person = try #require(hub.manifest.subject(.personPlain))
      try await TestGateway.with(hub) { gateway in
        #expect(try await gateway.ask(person).status == 200)
        try await cluster.stop()
        for _ in 0..<3 { #expect(try await gateway.ask(person).status == 503) }
        #expect(try await gateway.get("/healthz").status == 503)
        try await cluster.start()
        while try await gateway.ask(person).status != 200 { try await Task.sleep(for: .milliseconds(100)) }
      }
      let allowed = "SELECT count(*) FROM audit.entry WHERE split_part(entry, E'\\n', 2)::jsonb ->> 'decision' = 'allow'"
      #expect(try await hub.number(allowed) == 2)
      #expect(try await hub.verifiedAudit().status == 0)
      try await cluster.stop()
    }

    @Test("the disk of the heads file full: what was promised cannot be kept, so nothing is answered")
    func headsDiskFull() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let settings = try hub.settings(heads: "/dev/full")
        try await TestGateway.with(hub, ["--config", settings]) { gateway in
          try await Self.expectNothing(gateway, person, reason: "audit-heads-unwritable")
        }
        #expect(try await hub.number("SELECT count(*) FROM audit.entry") == 1, "nothing more is committed behind a lost head")
        let refused = try await hub.govhub("client", "suspend", "hall-rpa-01", "--reason", "test", "--config", settings)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("[audit-heads-unwritable]"), "\(refused.errors)")
        #expect(try await hub.number("SELECT count(*) FROM control.revocation") == 0, "no act without its head")
      }
    }

    @Test("the place of the heads file gone: 503 until it is back, and no head is missing then", .timeLimit(.minutes(5)))
    func headsGone() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personPlain))
        let (place, heads) = (hub.file("outside"), hub.file("outside/heads.jsonl"))
        let settings = try hub.settings(heads: heads)
        _ = await #expect(throws: (any Error).self, "a gateway that cannot keep heads does not start") {
          _ = try await TestGateway.start(hub, ["--config", settings])
        }
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try await TestGateway.with(hub, ["--config", settings]) { gateway in
          #expect(try await gateway.ask(person).result == "match")
          try FileManager.default.moveItem(atPath: place, toPath: hub.file("moved"))
          // Noticed within a second, when the file is next brought to the disk.
          while try await gateway.ask(person).status == 200 { try await Task.sleep(for: .milliseconds(100)) }
          try await Self.expectNothing(gateway, person, reason: "audit-heads-unwritable")
          try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
          #expect(try await gateway.ask(person).result == "match")
          #expect(try await gateway.get("/healthz").status == 200)
        }
        let both = [hub.file("moved/heads.jsonl"), heads]
        let kept = try both.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
        #expect(try await hub.number("SELECT count(*) FROM audit.batch") == Int64(Set(kept.split(separator: "\n")).count))
        #expect(try await hub.verifiedAudit("--expect-head", both[0], "--expect-head", both[1]).status == 0)
      }
    }
  }
}
