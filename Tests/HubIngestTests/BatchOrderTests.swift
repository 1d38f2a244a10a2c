import HubModel
import HubPostgres
import HubStore
import HubTesting
import Testing

@testable import HubIngest

@Suite struct BatchOrderTests {
  private static let dataset = "public-security/population"

  private static func person(_ name: String, at time: String, number: String = "110101198506159013") -> [String: String] {
    ["公民身份号码": number, "姓名": name, "人员状态": "正常", "更新时间": time]
  }

  @Test(
    "FF-04 a key twice in one batch: the newer by the source's own time is taken, whichever stands first",
    arguments: [true, false])
  func twice(newerFirst: Bool) async throws {
    try await SmallHub.with { hub in
      let older = Self.person("样本", at: "2024-01-01 00:00:00"), newer = Self.person("样本三", at: "2025-01-01 00:00:00")
      for round in 0..<2 {
        // The second time round the key is known already.
        let other = Self.person("样", at: "", number: "110101194903079019")
        let rows = (newerFirst ? [newer, older] : [older, newer]) + (round == 0 ? [] : [other])
        let report = try await hub.deliver(Self.dataset, rows)
        #expect(report.counts.duplicates == 1)
        #expect(report.counts.isBalanced)
        #expect(
          try await hub.text("SELECT max(observed_at) AT TIME ZONE 'Asia/Shanghai' FROM landing.\"public_security__population\"")
            == "2025-01-01 00:00:00")
      }
    }
  }

  @Test("FF-04 a run beside another of its dataset is told dataset-busy; at once with one of another dataset both finish")
  func atOnce() async throws {
    try await SmallHub.with { hub in
      let run = try hub.run(Self.dataset, [Self.person("样本", at: "2024-01-01 00:00:00")])
      let holder = try await hub.database.connect()
      let id = try #require(
        try await holder.query("SELECT id FROM control.dataset WHERE name = $1", [.text(Self.dataset)]).int2(0, 0))
      try await holder.query("SELECT pg_advisory_lock($1)", [.int8(AdvisoryLock.datasetBase + Int64(id))])
      let busy = await #expect(throws: HubError.self) { try await run.run() }
      #expect(busy?.code == "dataset-busy")
      #expect(busy?.persistence == .transient)
      try await holder.query("SELECT pg_advisory_unlock($1)", [.int8(AdvisoryLock.datasetBase + Int64(id))])
      await holder.close()
      let other = try hub.run("public-security/number-changes", AliasTests.changes)
      async let first = run.run()
      async let second = other.run()
      let reports = try await [first, second]
      #expect(reports.allSatisfy { $0.outcome == .applied })
    }
  }

  @Test("FF-01 a NUL in a field: that row waits in quarantine, its neighbours load whole")
  func nul() async throws {
    try await SmallHub.with { hub in
      let report = try await hub.deliver(
        Self.dataset,
        [
          Self.person("样本", at: "2024-01-01 00:00:00"),
          Self.person("样\u{0}本", at: "2024-01-01 00:00:00", number: "110101198506159048"),
          Self.person("样\\u0000本", at: "2024-01-01 00:00:00", number: "110101194903079019"),
        ])
      #expect(report.counts.inserted == 2)
      #expect(report.counts.quarantined == 1)
      #expect(try await hub.text("SELECT reason FROM control.quarantine") == "nul-character")
    }
  }
}
