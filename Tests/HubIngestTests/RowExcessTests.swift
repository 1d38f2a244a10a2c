import HubMapping
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite("A source that does not end") struct RowExcessTests {
  private static let population = "public-security/population"
  private static let one = ["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "正常"]
  private static let two = ["公民身份号码": "110101194903079019", "姓名": "样本二", "人员状态": "正常"]

  private static func limited(_ mapping: String) -> String {
    mapping.replacing("at_least_rows: 0", with: "at_least_rows: 0, at_most_rows: 5")
  }

  @Test("is stopped and refused before anything of it is visible, on its first read and on later ones", .timeLimit(.minutes(2)))
  func endless() async throws {
    try await SmallHub.with(editing: Self.limited) { hub in
      let rows = "SELECT count(*) FROM hub.person"
      let source = ChangingSource(columns: try hub.mapping(Self.population).source.columns)
      source.add(.row(Self.one))
      try await hub.take(Self.population, from: source)
      source.add(.row(Self.two))
      source.repeatsForEver()
      let report = try await hub.take(Self.population, from: source)
      #expect(report.outcome == .refused)
      #expect(report.reason?.contains("at_most_rows") == true)
      #expect(report.counts.read > 5 && report.counts.read < 20)
      #expect(try await hub.text(rows) == "1")
      let state = "SELECT state || ' ' || read FROM control.run ORDER BY id DESC LIMIT 1"
      #expect(try await hub.text(state) == "refused \(report.counts.read)")
      #expect(try await hub.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'") == "0")
    }
  }

  @Test("as many rows as are allowed are taken, one more is not, also of a file that is read for its digest first")
  func border() async throws {
    try await SmallHub.with(editing: Self.limited) { hub in
      let rows = (0..<6).map { ["公民身份号码": SampleNumbers.person(400 + $0), "姓名": "样本", "人员状态": "正常"] }
      #expect(try await hub.deliver(Self.population, rows).outcome == .refused)
      let taken = try await hub.deliver(Self.population, Array(rows.prefix(5)))
      #expect(taken.outcome == .applied && taken.counts.inserted == 5)
      #expect(try await hub.deliver(Self.population, rows).outcome == .refused)
    }
  }

  @Test("without a declared limit ten times the largest read stops it, and never less than a country's largest city")
  func usual() {
    let gates = Gates(withdrawAtMost: 1, refuseAtMost: 1, atLeastRows: 0)
    #expect(RunGates(gates).mostRows(largestRead: 0) == 50_000_000)
    #expect(RunGates(gates).mostRows(largestRead: 20_000_000) == 200_000_000)
    let declared = Gates(withdrawAtMost: 1, refuseAtMost: 1, atLeastRows: 0, atMostRows: 7)
    #expect(RunGates(declared).mostRows(largestRead: 20_000_000) == 7)
  }
}
