import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("What people do with commands is on record") struct AdministrationTests {
  /// What was done to what, in order.
  private static func acts(_ hub: Deployment) async throws -> [String] {
    let told = "split_part(e.entry, E'\\n', 1)::jsonb"
    return try await hub.sql { connection in
      let rows = try await connection.query(
        """
        SELECT \(told) ->> 'act', \(told) ->> 'target' FROM audit.entry e JOIN audit.writer w ON w.id = e.writer
        ORDER BY w.id, e.batch, e.position
        """, [], prepare: false)
      return (0..<rows.count).map { "\(rows.text($0, 0) ?? "?") \(rows.text($0, 1) ?? "?")" }
    }
  }

  @Test("each act leaves its entry, with who did it and without what was written or shown, and the audit holds together")
  func recorded() async throws {
    try await Deployment.with { hub in
      let key = "\(hub.folder.path)/new.key"
      for words in [
        ["client", "suspend", "hall-rpa-01", "--reason", "样例理由"], ["client", "resume", "hall-rpa-01"],
        ["client", "rotate", "hall-rpa-01", "--revoke", "--out", "\(hub.folder.path)/rotated.key"],
        [
          "client", "new", "hall-rpa-09", "--title", "样例", "--unit", "样例单位", "--unit-code", "11110101MB0TE00113", "--roles",
          "hall-acceptance", "--out", key,
        ],
        ["policy", "publish"], ["mapping", "publish"],
        ["quarantine", "list", "--dataset", "public-security/population", "--rows", "3", "--reveal"],
      ] {
        let outcome = try await Program.run(hub.arguments(words))
        #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      }
      let acts = try await Self.acts(hub)
      #expect(
        acts.map { $0.prefix { $0 != " " } } == [
          "client-suspend", "client-resume", "client-rotate", "key-revoke", "client-new", "policy-publish", "mapping-publish",
          "quarantine-reveal",
        ])
      #expect(acts.first == "client-suspend hall-rpa-01")
      #expect(acts.last?.contains("public-security/population:") == true)
      let whole = "split_part(entry, E'\\n', 1)::jsonb"
      let named = "SELECT count(*) FROM audit.entry WHERE \(whole) ->> 'login' = 'postgres' AND \(whole) ->> 'person' <> ''"
      #expect(try await hub.number(named) == Int64(acts.count))
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE entry LIKE '%样例%'") == 0)
      let verified = try await hub.govhub("audit", "verify")
      #expect(verified.status == 0, "\(verified.output)")
      #expect(verified.output.contains("\(acts.count) entries"))
      try await hub.sql { try await $0.execute("UPDATE audit.entry SET entry = replace(entry, 'hall-rpa-01', 'hall-rpa-02')") }
      #expect(try await hub.govhub("audit", "verify").status == 1, "an altered act is found")
    }
  }

  @Test("without the key that signs the record nothing is done and nothing shown; the ring for administration suffices to suspend")
  func keys() async throws {
    try await Deployment.with { hub in
      func run(_ words: [String], for process: String) async throws -> Program.Outcome {
        let ring = "\(hub.folder.path)/\(process)-keys"
        if !FileManager.default.fileExists(atPath: ring) {
          #expect(try await hub.govhub("keys", "restrict", "--for", process, "--out", ring).status == 0)
        }
        return try await Program.run(hub.arguments(words).map { $0 == hub.folder.keys ? ring : $0 })
      }
      let reveal = ["quarantine", "list", "--rows", "3", "--reveal"]
      let suspend = ["client", "suspend", "hall-rpa-01", "--reason", "test"]
      let revealed = try await run(reveal, for: "ingest")
      #expect(revealed.status == 1)
      #expect(revealed.output.isEmpty)
      #expect(revealed.errors.contains("[key-not-held]"), "\(revealed.errors)")
      #expect(try await run(suspend, for: "ingest").status == 1)
      #expect(try await hub.number("SELECT count(*) FROM control.revocation") == 0)
      #expect(try await Self.acts(hub) == [])
      let suspended = try await run(suspend, for: "administration")
      #expect(suspended.status == 0, "\(suspended.errors)")
      #expect(try await Self.acts(hub) == ["client-suspend hall-rpa-01"])
      #expect(try await run(reveal, for: "administration").output.isEmpty, "and opens nothing")
    }
  }
}
