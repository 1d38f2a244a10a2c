import HubModel
import HubStore
import Testing

@testable import HubIngest

@Suite struct UnchangedTests {
  private static let population = "public-security/population"
  private static let masked = ["公民身份号码": "110101********9013", "姓名": "样本三", "人员状态": "正常"]

  @Test("a file that is the same again reports the rows that still wait in quarantine, and none once they were mended")
  func standing() async throws {
    try await SmallHub.with { hub in
      let faulty = AliasTests.persons + [Self.masked]
      let first = try await hub.deliver(Self.population, faulty)
      #expect(first.outcome == .applied)
      #expect(first.counts.quarantined == 1)
      let same = try await hub.deliver(Self.population, faulty)
      #expect(same.outcome == .same)
      #expect(same.counts.quarantined == 1)
      #expect(same.counts.unchanged == Int64(AliasTests.persons.count))
      #expect(same.counts.isBalanced)
      try await hub.deliver(Self.population, AliasTests.persons)
      let mended = try await hub.deliver(Self.population, AliasTests.persons)
      #expect(mended.outcome == .same)
      #expect(mended.counts.quarantined == 0)
    }
  }
}
