import HubMapping
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite("As of when an incremental dataset is known") struct AsOfTests {
  private static let population = "public-security/population"
  private static let person = ["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "正常"]
  private static let asOf = """
    SELECT extract(epoch FROM complete_as_of)::int8 FROM control.dataset WHERE name = 'public-security/population'
    """
  private static let monday: Int64 = 1_740_988_800
  private static let day: Int64 = 86_400

  private static func with(
    isAnswering: Bool, _ body: (SmallHub, ChangingSource) async throws -> Void
  ) async throws {
    try await SmallHub.with(
      editing: { $0.replacing("kind: full_snapshot, key: [公民身份号码]", with: "kind: incremental, key: [公民身份号码]") }
    ) { hub in
      let columns = try hub.mapping(population).source.columns
      try await body(hub, ChangingSource(columns: columns, isAnswering: isAnswering))
    }
  }

  @Test("a source that answers is known as of the start of each read, also of one without rows")
  func answering() async throws {
    try await Self.with(isAnswering: true) { hub, source in
      source.add(.row(Self.person))
      try await hub.take(Self.population, from: source)
      try await hub.sql { try await $0.execute("UPDATE control.dataset SET complete_as_of = '2025-03-01'") }
      let idle = try await hub.take(Self.population, from: source)
      #expect(idle.outcome == .applied && idle.counts.read == 0)
      let start = "SELECT d.complete_as_of = r.started_at FROM control.dataset d JOIN control.run r ON r.id = d.last_run"
      #expect(try await hub.text(start) == "true")
    }
  }

  @Test("what is delivered is known as of its newest delivery; a read that finds none leaves it there, and it goes stale")
  func delivered() async throws {
    try await Self.with(isAnswering: false) { hub, source in
      source.add(.row(Self.person))
      source.delivers(at: Self.monday)
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.asOf) == "\(Self.monday)")
      source.delivers(at: nil)
      let idle = try await hub.take(Self.population, from: source)
      #expect(idle.outcome == .applied)
      #expect(try await hub.text(Self.asOf) == "\(Self.monday)")
      // A file without rows tells that nothing changed.
      source.delivers(at: Self.monday + Self.day)
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.asOf) == "\(Self.monday + Self.day)")
      source.delivers(at: Self.monday - Self.day)
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.asOf) == "\(Self.monday + Self.day)", "a late file takes nothing back")
    }
  }

  @Test("nothing is known before the first delivery, and none is from the future")
  func limits() async throws {
    try await Self.with(isAnswering: false) { hub, source in
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text(Self.asOf) == nil)
      source.delivers(at: 32_503_680_000)
      source.add(.row(Self.person))
      try await hub.take(Self.population, from: source)
      #expect(try await hub.text("SELECT max(complete_as_of) <= now() FROM control.dataset") == "true")
    }
  }

  @Test("a first read of increments takes the last word on a key that several of them name")
  func firstRead() async throws {
    try await Self.with(isAnswering: false) { hub, source in
      source.delivers(at: Self.monday)
      source.add(.row(Self.person), .row(Self.person.merging(["人员状态": "死亡"]) { $1 }))
      let first = try await hub.take(Self.population, from: source)
      #expect(first.counts.inserted == 1 && first.counts.duplicates == 1, "\(first.counts)")
      #expect(try await hub.text("SELECT state FROM hub.person") == "deceased")
    }
  }
}
