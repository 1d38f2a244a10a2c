import HubModel
import HubStore
import Testing

@testable import HubIngest

@Suite("What departments write, through a whole run") struct DeliveredTextTests {
  private static let population = "public-security/population"
  private static let registry = "market-regulation/enterprise-registry"
  private static let header = "公民身份号码,姓名,性别,出生日期,民族,住址,人员状态,死亡日期,更新时间"
  private static let one = "110101198506159013,样本,,1985-06-15,,,正常,,2025-03-01 08:00:00"
  private static let two = "110101194903079019,样本二,,1949-03-07,,,正常,,2025-03-01 08:00:00"

  private static let waiting = """
    SELECT string_agg(reason || ' ' || line, ', ' ORDER BY line) FROM control.quarantine WHERE closed_run IS NULL
    """

  @Test(
    "FD-03 a file with bare CR, or behind a byte order mark, or with CR LF, brings its two rows", arguments: ["\r", "\r\n", "\n"])
  func lineEnds(_ end: String) async throws {
    try await SmallHub.with { hub in
      let mark = end == "\r\n" ? "\u{FEFF}" : ""
      let text = mark + [Self.header, Self.one, Self.two].map { $0 + end }.joined()
      let report = try await hub.deliver(Self.population, text: text)
      #expect(report.counts.read == 2 && report.counts.inserted == 2)
    }
  }

  @Test("FD-04 a field too many or too few sends that row to quarantine with its line; the others load, nothing shifts")
  func ragged() async throws {
    try await SmallHub.with { hub in
      let long = Self.one.replacing("013,", with: "021,") + ",一"
      let short = "110101198506159048,样本"
      let text = [Self.header, Self.one, long, short, Self.two].map { $0 + "\n" }.joined()
      let report = try await hub.deliver(Self.population, text: text)
      #expect(report.counts.read == 4 && report.counts.inserted == 2 && report.counts.quarantined == 2)
      #expect(report.counts.isBalanced)
      #expect(try await hub.text(Self.waiting) == "ragged-row 3, ragged-row 4")
    }
  }

  @Test("FD-05 an absent value does not erase what another source gave")
  func absent() async throws {
    try await SmallHub.with { hub in
      let code = "91110105MA9PW3T54M"
      func firm(_ representative: String) -> [[String: String]] {
        [["企业名称": "样例新科技有限公司", "统一社会信用代码": code, "法人代表": representative, "登记状态": "存续（在营、开业、在册）"]]
      }
      func taxpayer(_ representative: String) -> [[String: String]] {
        [["uni_ social_crd_ cd": code, "nsrmc": "样例新科技有限公司", "fddbr_xm": representative, "nsrzt_dm": "03"]]
      }
      let source = "SELECT d.name FROM hub.enterprise e JOIN control.dataset d ON d.id = e.legal_rep_name_src"
      try await hub.deliver(Self.registry, firm("样本"))
      try await hub.deliver("tax/taxpayers", taxpayer(""))
      #expect(try await hub.text(source) == Self.registry)
      try await hub.deliver(Self.registry, firm(""))
      try await hub.deliver("tax/taxpayers", taxpayer("样本"))
      #expect(try await hub.text(source) == "tax/taxpayers")
      try await hub.deliver(Self.registry, firm("N/A"))
      #expect(try await hub.text(source) == "tax/taxpayers")
    }
  }

  @Test("FD-07 birthdays of the years of summer time stand in the store as written")
  func birthdays() async throws {
    try await SmallHub.with { hub in
      let firm = { (code: String, day: String) in
        ["企业名称": "样例新科技有限公司", "统一社会信用代码": code, "登记状态": "存续（在营、开业、在册）", "注册日期": day]
      }
      try await hub.deliver(
        Self.registry, [firm("91110105MA9PW3T54M", "1991-08-01"), firm("91110105MA90000030", "1992-08-01")])
      let days = "SELECT string_agg(established_on::text, ' ' ORDER BY established_on) FROM hub.enterprise"
      #expect(try await hub.text(days) == "1991-08-01 1992-08-01")
    }
  }

  @Test("FD-08 an amount with letters refuses its row with the field's name, the others load exactly")
  func amounts() async throws {
    let strict: @Sendable (String) -> String = {
      $0.replacing("do: [trim, capital], absent: [N/A], unreadable: absent", with: "do: [trim, capital], absent: [N/A]")
    }
    try await SmallHub.with(editing: strict) { hub in
      let firm = { (code: String, capital: String) in
        ["企业名称": "样例新科技有限公司", "统一社会信用代码": code, "登记状态": "存续（在营、开业、在册）", "注册资金": capital]
      }
      let report = try await hub.deliver(
        Self.registry, [firm("91110105MA9PW3T54M", "1234.5(万元人民币)"), firm("91110105MA90000030", "12abc")])
      #expect(report.counts.inserted == 1 && report.counts.quarantined == 1)
      #expect(try await hub.text("SELECT capital = 12345000 FROM hub.enterprise") == "true")
      #expect(try await hub.text("SELECT field IN ('capital', '注册资金') FROM control.quarantine") == "true")
    }
  }
}
