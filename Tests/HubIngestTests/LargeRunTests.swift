import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

/// A run of so many changed rows that they are applied in several transactions, two at a time.
@Suite struct LargeRunTests {
  /// Without those that look like numbers damaged by a spreadsheet, which wait in quarantine.
  private static let numbers = (0..<50_400).map(SampleNumbers.person).filter { !$0.hasSuffix("000") }

  @Test("every row arrives once, the hub is what landing says, and the next run changes what changed", .timeLimit(.minutes(5)))
  func large() async throws {
    let rows = Self.numbers.count
    try #require(rows > 50_000)
    try await SmallHub.with { hub in
      var persons = Self.numbers.map { ["公民身份号码": $0, "姓名": "样本", "人员状态": "正常"] }
      let first = try await hub.deliver("public-security/population", persons)
      #expect(first.counts.inserted == Int64(rows), "\(first.counts)")
      for index in persons.indices where index > 0 { persons[index]["姓名"] = "样本二" }
      let second = try await hub.deliver("public-security/population", persons)
      #expect(second.counts.updated == Int64(rows - 1) && second.counts.unchanged == 1)
      #expect(try await hub.text("SELECT count(*) FROM hub.person WHERE withdrawn_at IS NULL") == "\(rows)")
      #expect(try await hub.text("SELECT count(DISTINCT name_fp) FROM hub.person") == "\(rows)")
      let before = try await hub.digest()
      try await hub.sql { connection in
        try await connection.execute("TRUNCATE hub.person, hub.alias")
        try await Rebuild(connection: connection, schema: hub.schema).rebuild()
      }
      #expect(try await hub.digest() == before)
    }
  }
}
