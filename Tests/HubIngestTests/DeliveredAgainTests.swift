import HubMapping
import HubModel
import HubStore
import Testing

@testable import HubIngest

@Suite("A file that comes again") struct DeliveredAgainTests {
  private static let population = "public-security/population"
  private static let rows = ["110101198506159013", "110101194903079019"].map {
    ["公民身份号码": $0, "姓名": "样本", "人员状态": "正常", "更新时间": "2025-03-01 08:00:00"]
  }

  private static func with(_ body: (SmallHub, DeliveredFolder) async throws -> Void) async throws {
    try await SmallHub.with(
      editing: { $0.replacing("kind: full_snapshot, key: [公民身份号码]", with: "kind: incremental, key: [公民身份号码]") }
    ) { hub in
      let folder = try DeliveredFolder(hub.mapping(population).source.columns)
      defer { folder.remove() }
      try await body(hub, folder)
    }
  }

  @Test("row 11: under the same name, or under another one, it changes nothing")
  func renamed() async throws {
    try await Self.with { hub, folder in
      try folder.deliver("p_20260101.csv", Self.rows)
      try await hub.take(Self.population, from: folder.connector())
      let before = try await hub.digest()
      let same = try await hub.take(Self.population, from: folder.connector())
      #expect(same.counts.read == 0)
      try folder.deliver("p_20260102.csv", Self.rows)
      let renamed = try await hub.take(Self.population, from: folder.connector())
      #expect(renamed.counts.read == 0 && renamed.counts.withdrawn == 0)
      #expect(try await hub.digest() == before)
    }
  }

  @Test("row 11: half of it, then the whole under its name: no row twice, and a whole run sees the same hub")
  func half() async throws {
    try await Self.with { hub, folder in
      try folder.deliver("p_20260101.csv", Array(Self.rows.prefix(1)))
      try await hub.take(Self.population, from: folder.connector())
      try folder.deliver("p_20260101.csv", Self.rows)
      let whole = try await hub.take(Self.population, from: folder.connector())
      #expect(whole.counts.read == 2 && whole.counts.inserted == 1 && whole.counts.unchanged == 1)
      let live = "SELECT count(*) FROM hub.person WHERE withdrawn_at IS NULL"
      #expect(try await hub.text(live) == "2")
      let forced = try await hub.take(Self.population, from: folder.connector(), isForced: true)
      #expect(forced.counts.read == 2 && forced.counts.unchanged == 2)
      #expect(try await hub.text(live) == "2")
    }
  }
}
