import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("Datasets are read at their times") struct ScheduleTests {
  private static let dataset = "tax/taxpayers"

  /// Waits until `holds`; the test's time limit bounds it.
  private static func wait(until holds: () async throws -> Bool) async throws {
    while !(try await holds()) { try await Task.sleep(for: .milliseconds(50)) }
  }

  private static func runs(_ hub: Deployment, _ state: String) async throws -> Int64 {
    try await hub.number(
      """
      SELECT count(*) FROM control.run AS r JOIN control.dataset AS d ON d.id = r.dataset
      WHERE d.name = '\(dataset)' AND r.state = '\(state)'
      """)
  }

  @Test("a scheduled dataset that was never read is read at once, others are not, and SIGTERM ends it", .timeLimit(.minutes(5)))
  func run() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let scheduler = try Program.start(hub.arguments(["schedule", "run"]))
      try await Self.wait { try await Self.runs(hub, "applied") == 1 }
      scheduler.send(SIGTERM)
      let outcome = await scheduler.outcome()
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("leads"))
      #expect(try await hub.number("SELECT count(DISTINCT dataset) FROM control.run") == 1)
      let listed = try await hub.govhub("schedule", "list", "--json")
      #expect(listed.status == 0, "\(listed.errors)")
      let rows = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]] ?? []
      let row = try #require(rows.first { $0["dataset"] as? String == Self.dataset })
      #expect(row["cron"] as? String == "0 3 * * MON" && row["zone"] as? String == "Asia/Shanghai")
      #expect(row["outcome"] as? String == "applied")
      #expect((row["nextRun"] as? String)?.hasSuffix("T03:00:00+08:00") == true)
      #expect(rows.filter { $0["nextRun"] != nil }.count == 1)
    }
  }

  @Test("a source that is not there is a failed run with its reason and what to do")
  func missing() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      try FileManager.default.removeItem(atPath: "\(hub.sources)/tax/taxpayers.csv")
      #expect(try await hub.govhub("ingest", Self.dataset).status == 1)
      #expect(try await Self.runs(hub, "failed") == 1)
      let shown = try await hub.govhub("runs", "--dataset", Self.dataset, "--json")
      #expect(shown.output.contains("\"failed\"") && shown.output.contains("govhub ingest \(Self.dataset)"), "\(shown.output)")
    }
  }

  @Test("a run that fails before it is opened is on record all the same")
  func beforeOpening() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      try await hub.sql { try await $0.execute("DROP TABLE landing.\"tax__taxpayers\"") }
      #expect(try await hub.govhub("ingest", Self.dataset).status == 1)
      #expect(try await Self.runs(hub, "failed") == 1)
      let named = "SELECT count(*) FROM control.run WHERE reason LIKE '%PostgreSQL 42P01%' AND reason LIKE '%govhub ingest%'"
      #expect(try await hub.number(named) == 1)
    }
  }
}
