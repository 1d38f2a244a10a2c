import HubMapping
import HubModel
import HubStore
import Synchronization
import Testing

@testable import HubIngest

@Suite("Rows of one time") struct EqualCursorTests {
  private static let population = "public-security/population"
  /// Ten synthetic numbers with the right check digit.
  private static let numbers = (0..<10).map { number(serial: 900 + $0) }

  private static func number(serial: Int) -> String {
    let digits = "11010119850615\(serial)"
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    let checks = Array("10X98765432")
    return digits + String(checks[sum % 11])
  }

  private static func row(_ place: Int, at time: String) -> ChangingSource.Change {
    .row(["公民身份号码": numbers[place], "姓名": "样本", "人员状态": "正常", "更新时间": time])
  }

  private static func with(_ body: (SmallHub, ChangingSource, PagedSource) async throws -> Void) async throws {
    try await SmallHub.with(
      editing: { $0.replacing("kind: full_snapshot, key: [公民身份号码]", with: "kind: incremental, key: [公民身份号码]") }
    ) { hub in
      let rows = ChangingSource(columns: try hub.mapping(population).source.columns)
      try await body(hub, rows, PagedSource(rows))
    }
  }

  @Test("FE-01 stopped after row 3 of 5, the run shows nothing and keeps no position; run again, all five are there once")
  func stopped() async throws {
    try await Self.with { hub, rows, source in
      for (place, day) in [1, 1, 2, 2, 3].enumerated() { rows.add(Self.row(place, at: "2025-03-0\(day) 08:00:00")) }
      source.pagesLeft.withLock { $0 = 1 }
      await #expect(throws: PagedSource.Killed.self) { try await hub.take(Self.population, from: source) }
      #expect(try await hub.text("SELECT count(*) FROM hub.person") == "0")
      #expect(try await hub.text("SELECT count(*) FROM control.checkpoint") == "0")
      source.pagesLeft.withLock { $0 = nil }
      let report = try await hub.take(Self.population, from: source)
      #expect(report.counts.read == 5 && report.counts.inserted == 5 && report.counts.isBalanced)
      #expect(rows.starts.withLock { $0 } == [nil, nil])
    }
  }

  @Test("FE-01 ten rows of one time, three a page, all come, and the run ends")
  func oneTime() async throws {
    try await Self.with { hub, rows, source in
      for place in 0..<10 { rows.add(Self.row(place, at: "2025-03-09 08:00:00")) }
      let report = try await hub.take(Self.population, from: source)
      #expect(report.counts.inserted == 10 && report.counts.duplicates == 0)
      let again = try await hub.take(Self.population, from: source)
      #expect(again.counts.read == 0 && again.outcome == .applied)
    }
  }
}
