import Foundation
import HubPostgres
import HubStore
import Testing

@testable import govhub

@Suite("The audit searched by its administrator") struct AuditSearchTests {
  /// A deployment in which four questions were asked: three about `personPlain`, one of them refused.
  private static func asked(_ body: (Deployment, SampleSubject) async throws -> Void) async throws {
    try await Deployment.with { hub in
      let person = try #require(hub.manifest.subject(.personPlain))
      let other = try #require(hub.manifest.subject(.personDottedName))
      try await TestGateway.with(hub) { gateway in
        var statuses: [Int] = []
        for subject in [person, person, other] { statuses.append(try await gateway.ask(subject).status) }
        #expect(statuses == [200, 200, 200])
        let statistics = TestGateway.person(person, purpose: "statistics")
        #expect(try await gateway.post("/v1/verifications/person", as: "hall-rpa-01", statistics).status == 403)
      }
      try await body(hub, person)
    }
  }

  private static func found(_ hub: Deployment, _ options: [String]) async throws -> [[String: Any]] {
    let outcome = try await Program.run(hub.arguments(["audit", "search", "--json"] + options))
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
  }

  @Test("by client, purpose, case, decision and time, each alone and together, newest first and no more than asked for")
  func criteria() async throws {
    try await Self.asked { hub, _ in
      for (options, count) in [
        (["--client", "hall-rpa-01"], 4), (["--client", "hall-rpa-0"], 0), (["--purpose", "statistics"], 1),
        (["--case", "YL20261125000001"], 4), (["--case", "YL2026"], 0), (["--decision", "deny"], 1),
        (["--decision", "allow", "--client", "hall-rpa-01"], 3), (["--decision", "allow", "--purpose", "statistics"], 0),
        (["--since", "2020-01-01", "--client", "hall-rpa-01"], 4), (["--until", "2020-01-01"], 0), (["--since", "2120-01-01"], 0),
        (["--client", "hall-rpa-01", "--limit", "2"], 2),
      ] {
        #expect(try await Self.found(hub, options).count == count, "\(options)")
      }
      let times = try await Self.found(hub, ["--client", "hall-rpa-01"]).compactMap { $0["at"] as? Int }
      #expect(times.count == 4 && times == times.sorted(by: >))
      let refused = try await hub.govhub("audit", "search", "--decision", "denied")
      #expect(refused.status != 0)
    }
  }

  @Test("by a subject whose number comes from a file or standard input: found, never shown, and on record as a fingerprint")
  func subject() async throws {
    try await Self.asked { hub, person in
      let file = hub.file("number.txt")
      try (person.number + "\n").write(toFile: file, atomically: true, encoding: .utf8)
      #expect(try await Self.found(hub, ["--subject", file]).count == 3)
      #expect(try await Self.found(hub, ["--subject", file, "--decision", "deny"]).count == 1)
      let input = Pipe()
      let program = try Program.start(hub.arguments(["audit", "search", "--subject", "-"]), input: input)
      input.fileHandleForWriting.write(Data((person.number + "\n").utf8))
      try input.fileHandleForWriting.close()
      let typed = await program.outcome()
      #expect(typed.status == 0, "\(typed.errors)")
      #expect(typed.output.contains("hall-rpa-01"))
      #expect(!typed.output.contains(person.number) && !typed.output.contains(person.name))
      let misplaced = try await hub.govhub("audit", "search", "--subject", person.number)
      #expect(misplaced.status == 1)
      #expect(!misplaced.errors.contains(person.number), "a number in the wrong place is not repeated")
      let acts = "SELECT count(*) FROM audit.entry WHERE entry LIKE '%\"act\":\"audit-search\"%subject=%'"
      #expect(try await hub.number(acts) == 3)
      #expect(try await hub.number("SELECT count(*) FROM audit.entry WHERE strpos(entry, '\(person.number)') > 0") == 0)
      #expect(try await hub.verifiedAudit().status == 0)
    }
  }

  @Test("a subject's own report: who asked, when, why, in which case, with what decision; no number, name or address")
  func report() async throws {
    try await Self.asked { hub, person in
      let file = hub.file("number.txt")
      try person.number.write(toFile: file, atomically: true, encoding: .utf8)
      let report = try await hub.govhub("audit", "subject", file)
      #expect(report.status == 0, "\(report.errors)")
      #expect(report.output.hasPrefix("Questions about this subject: 3"))
      for word in ["hall-rpa-01", "permit-acceptance", "statistics", "YL20261125000001", "allowed", "refused"] {
        #expect(report.output.contains(word), "\(word)")
      }
      for word in [person.number, person.name, "127.0.0.1", "match"] { #expect(!report.output.contains(word), "\(word)") }
      let json = try await hub.govhub("audit", "subject", file, "--json")
      let lines = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
      #expect(lines?.count == 3)
      #expect(lines?.filter { $0["decision"] as? String == "deny" }.count == 1)
    }
  }

  @Test("the ring for audit suffices, one without it does not; what cannot be put on record is not searched")
  func keys() async throws {
    try await Self.asked { hub, person in
      let file = hub.file("number.txt")
      try person.number.write(toFile: file, atomically: true, encoding: .utf8)
      for (process, status) in [("audit", Int32(0)), ("ingest", 1)] {
        let ring = hub.file("\(process)-keys")
        #expect(try await hub.govhub("keys", "restrict", "--for", process, "--out", ring).status == 0)
        let words = hub.arguments(["audit", "search", "--subject", file]).map { $0 == hub.folder.keys ? ring : $0 }
        let outcome = try await Program.run(words)
        #expect(outcome.status == status, "\(process): \(outcome.errors)")
        #expect(outcome.output.contains("hall-rpa-01") == (status == 0))
      }
      try await hub.sql { try await $0.execute("ALTER TABLE audit.entry ADD CONSTRAINT closed CHECK (false) NOT VALID") }
      let unrecorded = try await hub.govhub("audit", "search", "--client", "hall-rpa-01")
      #expect(unrecorded.status == 1)
      #expect(unrecorded.output.isEmpty)
    }
  }

  @Test("nobody but the auditor reads the audit, partitions and tombstones included, and nobody changes it")
  func roles() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      _ = try await AuditSample.write(1, in: hub)
      let tables = try await hub.sql { connection in
        let rows = try await connection.query(
          "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind IN ('r', 'p')", [],
          prepare: false)
        return (0..<rows.count).compactMap { rows.text($0, 0) }
      }
      #expect(tables.count >= 12, "\(tables)")
      for role in DatabaseRole.allCases {
        try await hub.hub.withDatabase(role) { connection in
          for table in tables {
            for statement in ["SELECT * FROM audit.\(table)", "DELETE FROM audit.\(table)", "TRUNCATE audit.\(table)"] {
              let isRead = statement.hasPrefix("SELECT")
              if role == .auditor && isRead { continue }
              let error = await #expect(throws: PostgresError.self, "\(role.rawValue): \(statement)") {
                _ = try await connection.query(statement, [], prepare: false)
              }
              #expect(error?.isRefusedRight == true)
            }
          }
        }
      }
      try await hub.hub.withDatabase(.auditor) { connection in
        let count = try await connection.query("SELECT count(*) FROM audit.entry", [], prepare: false)
        #expect(count.int8(0, 0) == 1)
        let error = await #expect(throws: PostgresError.self) {
          _ = try await connection.query("UPDATE audit.entry SET entry = ''", [], prepare: false)
        }
        #expect(error?.isRefusedRight == true)
      }
    }
  }
}
