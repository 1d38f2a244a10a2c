import HubMapping
import HubModel
import HubPostgres
import HubStore
import Synchronization
import Testing

@testable import HubIngest

@Suite("An incremental dataset") struct IncrementTests {
  private static let population = "public-security/population"
  private static let one = ["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "正常", "更新时间": "2025-03-01 08:00:00"]
  private static let two = ["公民身份号码": "110101194903079019", "姓名": "样本二", "人员状态": "正常", "更新时间": "2025-03-01 08:00:00"]
  private static let masked = ["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "不在表中"]
  private static let live = "SELECT count(*) FROM hub.person WHERE withdrawn_at IS NULL"
  private static let position = "SELECT encode(position, 'hex') FROM control.checkpoint"
  private static let table = "public_security__population"
  private static let open = "SELECT count(*) FROM control.quarantine WHERE closed_run IS NULL"

  private static func with(
    reconcile: String = "", isLog: Bool = false, _ body: (SmallHub, ChangingSource) async throws -> Void
  ) async throws {
    try await SmallHub.with(
      editing: { $0.replacing("kind: full_snapshot, key: [公民身份号码]", with: "kind: incremental\(reconcile), key: [公民身份号码]") }
    ) { hub in
      try await body(hub, ChangingSource(columns: try hub.mapping(population).source.columns, isLog: isLog))
    }
  }

  private static func changed(_ row: [String: String], _ values: [String: String]) -> [String: String] {
    row.merging(values) { $1 }
  }

  @Test("reads everything once, then what changed; what an increment does not bring stands as it did")
  func tail() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.one), .row(Self.two))
      let first = try await hub.take(Self.population, from: source)
      #expect(first.counts.inserted == 2)
      let newer = Self.changed(Self.one, ["人员状态": "死亡", "更新时间": "2025-04-01 08:00:00"])
      source.add(.row(newer))
      let second = try await hub.take(Self.population, from: source)
      #expect(second.counts.read == 1)
      #expect(second.counts.updated == 1)
      #expect(second.counts.withdrawn == 0)
      let idle = try await hub.take(Self.population, from: source)
      #expect(idle.outcome == .applied)
      #expect(idle.counts.read == 0)
      #expect(source.starts.withLock { $0 } == [nil, "2", "3"])
      #expect(try await hub.text(Self.live) == "2")
    }
  }

  @Test("moves its position with the rows and never without them")
  func atomic() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      source.add(.row(Self.two))
      try await hub.sql {
        try await $0.execute("ALTER TABLE hub.person ADD CONSTRAINT test_stop CHECK (withdrawn_at IS NULL) NOT VALID")
      }
      try await hub.sql {
        try await $0.execute("ALTER TABLE control.dataset ADD CONSTRAINT test_stop CHECK (last_run < 2) NOT VALID")
      }
      await #expect(throws: (any Error).self) { try await hub.take(Self.population, from: source) }
      let before = try await hub.text(Self.position)
      #expect(try await hub.text(Self.live) == "1")
      try await hub.sql { try await $0.execute("ALTER TABLE control.dataset DROP CONSTRAINT test_stop") }
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.position) != before)
      #expect(source.starts.withLock { $0 } == [nil, "1", "1"])
      #expect(try await hub.text(Self.live) == "2")
    }
  }

  @Test("withdraws what its source says was deleted; the last word on a key counts")
  func removals() async throws {
    try await Self.with(isLog: true) { hub, source in
      source.add(.row(Self.one), .row(Self.two))
      try await hub.take(Self.population, from: source)
      let number = ["公民身份号码": Self.one["公民身份号码", default: ""]]
      source.add(.row(Self.changed(Self.one, ["姓名": "样本改"])), .removal(number))
      let gone = try await hub.take(Self.population, from: source)
      #expect(gone.counts.withdrawn == 1)
      #expect(gone.counts.duplicates == 1)
      #expect(try await hub.text(Self.live) == "1")
      source.add(.removal(number), .row(Self.one))
      let back = try await hub.take(Self.population, from: source)
      #expect(back.counts.withdrawn == 0)
      #expect(back.counts.updated == 1)
      #expect(try await hub.text(Self.live) == "2")
    }
  }

  @Test("in a log the last word counts whatever times the rows carry; a row refused after a deletion keeps what stood")
  func log() async throws {
    try await Self.with(isLog: true) { hub, source in
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      let number = ["公民身份号码": Self.one["公民身份号码", default: ""]]
      source.add(.removal(number), .row(Self.changed(Self.one, ["姓名": "旧名", "更新时间": "2020-01-01 08:00:00"])))
      let report = try await hub.take(Self.population, from: source)
      #expect(report.counts.updated == 1)
      #expect(report.counts.withdrawn == 0)
      source.add(.removal(number), .row(Self.masked))
      let refused = try await hub.take(Self.population, from: source)
      #expect(refused.counts.withdrawn == 0)
      #expect(refused.counts.quarantined == 1)
    }
  }

  @Test("a row whose own time is before that of the row taken came too late")
  func late() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      source.add(.row(Self.changed(Self.one, ["姓名": "旧名", "更新时间": "2024-01-01 08:00:00"])))
      let report = try await hub.take(Self.population, from: source)
      #expect(report.counts.duplicates == 1)
      #expect(report.counts.updated == 0)
      source.add(
        .row(Self.changed(Self.one, ["姓名": "新名", "更新时间": "2025-06-01 08:00:00"])),
        .row(Self.changed(Self.one, ["姓名": "旧名", "更新时间": "2024-06-01 08:00:00"])))
      let both = try await hub.take(Self.population, from: source)
      #expect(both.counts.updated == 1)
      #expect(both.counts.duplicates == 1)
      #expect(try await hub.text("SELECT observed_at > '2025-05-01' FROM landing.\(Self.table)") == "true")
    }
  }

  @Test("a row refused and then taken within one increment leaves nothing open; one taken before it was refused does")
  func settledWithin() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.two))
      try await hub.take(Self.population, from: source)
      source.add(.row(Self.masked), .row(Self.one))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.open) == "0")
      source.add(.row(Self.changed(Self.one, ["更新时间": "2025-07-01 08:00:00"])), .row(Self.masked))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.open) == "1")
    }
  }

  @Test("a reconciliation that a gate refuses does not keep changes from being read until the next one")
  func refusedReconciliation() async throws {
    try await Self.with(reconcile: ", reconcile: 1d") { hub, source in
      source.add(.row(Self.one), .row(Self.two))
      try await hub.take(Self.population, from: source)
      try await hub.sql { try await $0.execute("UPDATE control.checkpoint SET whole_at = now() - interval '2 days'") }
      source.stands([])
      let refused = try await hub.take(Self.population, from: source)
      #expect(refused.outcome == .refused)
      source.add(.row(Self.changed(Self.one, ["人员状态": "死亡", "更新时间": "2025-06-01 08:00:00"])))
      let next = try await hub.take(Self.population, from: source)
      #expect(next.outcome == .applied)
      #expect(next.counts.updated == 1)
      #expect(source.starts.withLock { $0 } == [nil, nil, "2"])
    }
  }

  @Test("a refused row waits through increments until its key is taken")
  func quarantine() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.two))
      try await hub.take(Self.population, from: source)
      source.add(.row(Self.masked), .refused("样本三,残"))
      let refused = try await hub.take(Self.population, from: source)
      #expect(refused.outcome == .applied)
      #expect(refused.counts.quarantined == 2)
      source.add(.row(Self.changed(Self.two, ["更新时间": "2025-05-01 08:00:00"])))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.open) == "2")
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.open) == "1")
    }
  }

  @Test("FE-03: what vanished without a word is withdrawn by the next reconciliation; an empty answer stops it")
  func reconciliation() async throws {
    try await Self.with(reconcile: ", reconcile: 0s") { hub, source in
      source.add(.row(Self.one), .row(Self.two))
      try await hub.take(Self.population, from: source)
      source.stands([])
      let empty = try await hub.take(Self.population, from: source)
      #expect(empty.outcome == .refused)
      #expect(try await hub.text(Self.live) == "2")
      source.stands([.row(Self.two)])
      let whole = try await hub.take(Self.population, from: source)
      #expect(whole.counts.withdrawn == 1)
      #expect(whole.counts.unchanged == 1)
      #expect(try await hub.text(Self.live) == "1")
      #expect(source.starts.withLock { $0 } == [nil, nil, nil])
    }
  }

  @Test("another mapping reads everything again, since what did not change is understood otherwise too")
  func remapped() async throws {
    try await Self.with { hub, source in
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      try await hub.take(Self.population, from: source, mappingDigest: [2])
      try await hub.take(Self.population, from: source, mappingDigest: [2])
      try await hub.take(Self.population, from: source, mappingDigest: [2], isForced: true)
      #expect(source.starts.withLock { $0 } == [nil, nil, "1", nil])
    }
  }

  @Test("what ended runs left in staging goes with the next run, and nothing of another schema stands in its way")
  func leftovers() async throws {
    try await Self.with { hub, source in
      try await hub.sql { try await $0.execute("CREATE UNLOGGED TABLE staging.rows_987654 (); CREATE TABLE public.rows_word ()") }
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'") == "0")
    }
  }

  @Test("a source that cannot be read twice is loaded whole in one reading, and counts as any other")
  func onePass() async throws {
    try await SmallHub.with { hub in
      let source = ChangingSource(columns: try hub.mapping(Self.population).source.columns)
      source.add(.row(Self.one), .row(Self.two))
      try await hub.take(Self.population, from: source)
      source.stands([.row(Self.changed(Self.one, ["人员状态": "死亡"])), .row(Self.masked), .refused("残")])
      let report = try await hub.take(Self.population, from: source)
      #expect(report.counts.updated == 1)
      #expect(report.counts.quarantined == 2)
      #expect(report.counts.withdrawn == 1)
      source.stands([.row(Self.changed(Self.one, ["人员状态": "死亡"]))])
      let again = try await hub.take(Self.population, from: source)
      #expect(again.counts.unchanged == 1)
      #expect(again.counts.updated == 0)
      #expect(try await hub.text("SELECT count(*) FROM control.checkpoint") == "0")
    }
  }
}
