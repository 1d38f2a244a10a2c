import HubMapping
import HubModel
import HubStore
import Testing

@testable import HubIngest

@Suite("A source that changes its columns") struct SourceDriftTests {
  private static let population = "public-security/population"
  private static let one = ["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "正常", "更新时间": "2025-03-01 08:00:00"]
  private static let two = ["公民身份号码": "110101194903079019", "姓名": "样本二", "人员状态": "正常", "更新时间": "2025-03-01 08:00:00"]
  private static let position = "SELECT encode(position, 'hex') FROM control.checkpoint"
  private static let applied = "SELECT count(*) FROM control.run WHERE state = 'applied'"

  /// What must stand as it was.
  private static func state(_ hub: SmallHub) async throws -> [String?] {
    [
      try await hub.digest(), try await hub.text(position), try await hub.text(applied),
      try await hub.text("SELECT count(*) FROM control.quarantine"),
    ]
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

  @Test("FE-04 a renamed column stops the run before any write: what stood stands, the position too, and other datasets run")
  func renamed() async throws {
    try await Self.with { hub, folder in
      try folder.deliver("p_20260101.csv", [Self.one])
      let first = try await hub.take(Self.population, from: folder.connector())
      #expect(first.counts.inserted == 1)
      let before = try await Self.state(hub)
      let header = folder.columns.map { $0 == "姓名" ? "名字" : $0 } + ["备注"]
      let renamed = Self.one.merging(["名字": "样本改", "备注": "见附件"]) { $1 }
      try folder.deliver("p_20260102.csv", header: header, [renamed, Self.two])
      let error = await #expect(throws: HubError.self) { try await hub.take(Self.population, from: folder.connector()) }
      #expect(error?.code == "missing-column" && error?.persistence == .terminal)
      let words = error?.description ?? ""
      #expect(["姓名", "名字", "备注"].allSatisfy { words.contains($0) }, "\(words)")
      #expect(!words.contains("样本") && !words.contains("见附件"))
      #expect(try await Self.state(hub) == before)
      let other = try await hub.deliver("tax/taxpayers", [["uni_ social_crd_ cd": "91110105MA9PW3T54M", "nsrmc": "样例公司"]])
      #expect(other.outcome == .applied && other.counts.inserted == 1)
    }
  }

  @Test("FE-04 once the column is back under its name the file is read, and nothing was lost meanwhile")
  func mended() async throws {
    try await Self.with { hub, folder in
      try folder.deliver("p_20260101.csv", [Self.one])
      try await hub.take(Self.population, from: folder.connector())
      try folder.deliver("p_20260102.csv", header: folder.columns.filter { $0 != "姓名" }, [Self.two])
      await #expect(throws: HubError.self) { try await hub.take(Self.population, from: folder.connector()) }
      try folder.deliver("p_20260102.csv", [Self.two])
      let report = try await hub.take(Self.population, from: folder.connector())
      #expect(report.counts.read == 1 && report.counts.inserted == 1)
      #expect(try await hub.text("SELECT count(*) FROM hub.person WHERE withdrawn_at IS NULL") == "2")
    }
  }

  @Test("row 9: an added column and another order change nothing")
  func reordered() async throws {
    try await Self.with { hub, folder in
      try folder.deliver("p_20260101.csv", [Self.one])
      try await hub.take(Self.population, from: folder.connector())
      let before = try await hub.digest()
      let header = ["备注"] + folder.columns.reversed()
      try folder.deliver("p_20260102.csv", header: header, [Self.one.merging(["备注": "新列"]) { $1 }])
      let report = try await hub.take(Self.population, from: folder.connector())
      #expect(report.counts.read == 1 && report.counts.unchanged == 1)
      #expect(try await hub.digest() == before)
    }
  }

  @Test("FD-04 a name twice in the header refuses the job, with nothing written")
  func twice() async throws {
    try await SmallHub.with { hub in
      let before = try await Self.state(hub)
      let text = "公民身份号码,姓名,姓名,性别,出生日期,民族,住址,人员状态,死亡日期,更新时间\n110101198506159013,样本,,,,,,正常,,\n"
      let error = await #expect(throws: HubError.self) { try await hub.deliver(Self.population, text: text) }
      #expect(error?.code == "duplicate-header" && error?.persistence == .terminal)
      #expect(try await Self.state(hub) == before)
    }
  }
}
