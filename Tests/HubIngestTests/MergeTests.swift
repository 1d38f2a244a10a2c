import HubMapping
import HubModel
import HubPostgres
import HubStore
import Testing

@testable import HubIngest

@Suite struct MergeTests {
  private static let code = "91110105MA9PW3T54M"
  private static let registry = "market-regulation/enterprise-registry"

  private static func firm(_ state: String) -> [[String: String]] {
    [["企业名称": "样例新科技有限公司", "统一社会信用代码": code, "法人代表": "样本", "登记状态": state]]
  }

  private static func taxpayer(_ state: String) -> [[String: String]] {
    [["uni_ social_crd_ cd": code, "nsrmc": "样例新科技有限公司", "fddbr_xm": "样本", "nsrzt_dm": state]]
  }

  private static let sourceName = "SELECT d.name FROM hub.enterprise e JOIN control.dataset d ON d.id = e.state_src"

  @Test("FI-02 the register's state wins whichever source came last, the disagreement stays flagged, and goes when they agree")
  func authorityWins() async throws {
    try await SmallHub.with { hub in
      let bit = try #require(hub.set.model.entity("enterprise")?.index(of: "state"))
      let flag = "SELECT conflict >> \(bit) & 1 FROM hub.enterprise"
      for taxLast in [true, false] {
        if taxLast { try await hub.deliver(Self.registry, Self.firm("注销")) }
        try await hub.deliver("tax/taxpayers", Self.taxpayer("03"))
        if !taxLast { try await hub.deliver(Self.registry, Self.firm("注销")) }
        #expect(try await hub.text("SELECT state FROM hub.enterprise") == "deregistered")
        #expect(try await hub.text(Self.sourceName) == Self.registry)
        #expect(try await hub.text(flag) == "1")
        try await hub.deliver(Self.registry, Self.firm("存续（在营、开业、在册）"))
        #expect(try await hub.text("SELECT state FROM hub.enterprise") == "inOperation")
        #expect(try await hub.text(flag) == "0")
      }
      #expect(try await hub.text("SELECT count(*) FROM hub.enterprise") == "1")
    }
  }

  @Test("FI-02 without the register's row the other source stands in, without a flag; with no row at all the firm is withdrawn")
  func sourceGoes() async throws {
    try await SmallHub.with { hub in
      let other = [["企业名称": "样例别家有限公司", "统一社会信用代码": "91110105MA90000030", "登记状态": "注销"]]
      try await hub.deliver(Self.registry, Self.firm("注销") + other)
      try await hub.deliver("tax/taxpayers", Self.taxpayer("03"))
      let subject = try hub.subject("enterprise", Self.code, .creditCode)
      try await hub.deliver(Self.registry, other)
      let state = "SELECT state || ' ' || conflict || ' ' || (withdrawn_at IS NULL) FROM hub.enterprise WHERE subject = $1"
      #expect(try await hub.text(state, [subject]) == "inOperation 0 true")
      try await hub.deliver("tax/taxpayers", [["uni_ social_crd_ cd": "91110105MA90000030", "nsrmc": "样例别家有限公司"]])
      #expect(try await hub.text("SELECT withdrawn_at IS NOT NULL FROM hub.enterprise WHERE subject = $1", [subject]) == "true")
    }
  }

  @Test("a row that changes its subject leaves the former one: nobody is still told what no source says any more")
  func rowMoves() async throws {
    func byName(_ mapping: String) -> String { mapping.replacing("key: [uni_ social_crd_ cd]", with: "key: [nsrmc]") }
    try await SmallHub.with(editing: byName) { hub in
      let dataset = try #require(hub.set.datasets.first { $0.schema.name == "tax/taxpayers" })
      try #require(!dataset.schema.oneRowPerSubject)
      try await hub.deliver("tax/taxpayers", Self.taxpayer("03"))
      let former = try hub.subject("enterprise", Self.code, .creditCode)
      let withdrawn = "SELECT withdrawn_at IS NOT NULL FROM hub.enterprise WHERE subject = $1"
      #expect(try await hub.text(withdrawn, [former]) == "false")
      var moved = Self.taxpayer("03")
      moved[0]["uni_ social_crd_ cd"] = "91110105MA90000030"
      let report = try await hub.deliver("tax/taxpayers", moved)
      #expect(report.counts.updated == 1 && report.counts.withdrawn == 0)
      #expect(try await hub.text(withdrawn, [former]) == "true")
      let now = try hub.subject("enterprise", "91110105MA90000030", .creditCode)
      #expect(try await hub.text(withdrawn, [now]) == "false")
    }
  }

  @Test("derived anew from landing, the hub is the same")
  func rebuild() async throws {
    try await SmallHub.with { hub in
      try await hub.deliver(Self.registry, Self.firm("注销"))
      try await hub.deliver("tax/taxpayers", Self.taxpayer("03"))
      try await hub.deliver("public-security/population", AliasTests.persons)
      try await hub.deliver("public-security/number-changes", AliasTests.changes)
      let before = try await hub.digest()
      try await hub.sql { connection in
        try await connection.execute("TRUNCATE hub.enterprise, hub.person, hub.legal_representation, hub.alias")
        #expect(try await hub.digest() != before)
        try await Rebuild(connection: connection, schema: hub.schema).rebuild()
      }
      #expect(try await hub.digest() == before)
    }
  }
}
