import HubTesting
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite("what is known of past runs")
struct RunTraceTests {
  @Test("a dataset without a run has no trace, and a database without a dataset tells the time and the mapping set")
  func empty() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      let known = try await tables.trace("a/a")
      #expect(known == RunTrace())
      #expect(try await tables.trace("a/b") == nil)
    }
    try await ControlTables.with([]) { tables in
      let traces = try await tables.sql { try await RunTraces.read(on: $0) }
      #expect(traces.now > 1_700_000_000 && traces.mappingSequence == 1 && traces.datasets.isEmpty)
    }
  }

  @Test("failures count from the last run that ended well; an open run that nobody holds was broken off")
  func failures() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      let runs: [(String, Int64)] = [("failed", 60), ("applied", 50), ("failed", 40), ("abandoned", 30), ("staging", 20)]
      for (state, ago) in runs {
        try await tables.addRun(state, secondsAgo: ago)
      }
      let trace = try #require(try await tables.trace("a/a"))
      #expect(trace.outcome == .abandoned && trace.failures == 3 && !trace.isUnderWay)
      try await tables.sql { try await $0.execute("UPDATE control.dataset SET complete_as_of = clock_timestamp()") }
      let same = try #require(try await tables.trace("a/a"))
      #expect(same.outcome == .same && same.failures == 0)
      #expect((same.startedAt ?? 0) > (trace.startedAt ?? .max))
    }
  }

  @Test("a dataset whose lock somebody holds is under way")
  func underWay() async throws {
    try await ControlTables.with(["a/a", "a/b"]) { tables in
      let holder = try await tables.database.connect()
      try await holder.query("SELECT pg_advisory_lock($1)", [.int8(AdvisoryLock.datasetBase + 2)])
      #expect(try await tables.trace("a/a")?.isUnderWay == false)
      #expect(try await tables.trace("a/b")?.isUnderWay == true)
      try await holder.query("SELECT pg_advisory_unlock($1)", [.int8(AdvisoryLock.datasetBase + 2)])
      #expect(try await tables.trace("a/b")?.isUnderWay == false)
      await holder.close()
    }
  }

  @Test("a failure before the run was opened is a run of its own; one after it gets its words; an open run is left alone")
  func record() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      func record(_ reason: String, since newest: Int64) async throws {
        try await tables.sql {
          try await RunHistory.record(failureOf: "a/a", since: newest, seconds: 2, reason: reason, on: $0)
        }
      }
      func runs() async throws -> [String] {
        let runs = try await tables.sql { try await RunHistory.recent(9, dataset: "a/a", on: $0) }
        return runs.map { "\($0.state) \($0.reason ?? "-")" }
      }
      try await record("no source", since: 0)
      #expect(try await runs() == ["failed no source"])
      let newest = try await tables.sql { try await RunHistory.newest(of: "a/a", on: $0) }
      try await tables.addRun("failed", secondsAgo: 1)
      try await record("no database", since: newest)
      #expect(try await runs() == ["failed no database", "failed no source"])
      let second = try await tables.sql { try await RunHistory.newest(of: "a/a", on: $0) }
      try await tables.addRun("staging", secondsAgo: 1)
      try await record("lost", since: second)
      #expect(try await runs() == ["staging -", "failed no database", "failed no source"])
    }
  }

  @Test("gateways may read when runs ended and how, and not why")
  func rights() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      try await tables.addRun("failed", secondsAgo: 5)
      for role in [DatabaseRole.gateway, .verify] {
        var configuration = tables.database.configuration()
        configuration.role = role.rawValue
        let connection = try await PostgresConnection.connect(configuration)
        let rows = try await connection.query("SELECT state, count(*) FROM control.run GROUP BY state")
        #expect(rows.text(0, 0) == "failed" && rows.int8(0, 1) == 1)
        await #expect(throws: PostgresError.self) { try await connection.query("SELECT reason FROM control.run") }
        await connection.close()
      }
    }
  }
}
