import HubConnectorKit
import HubModel
import HubStandards
import Testing

@testable import HubMapping

@Suite("conforming rows")
struct ConformTests {
  private static let number = "110101198506159013"

  private func conform(_ dataset: DatasetMapping, _ rows: [[String: String]], now: Int64? = nil) -> ConformedBatch {
    var batch = Batch(columns: dataset.source.columns)
    for (index, row) in rows.enumerated() { batch.append(dataset.source.columns.map { row[$0] }, line: UInt64(index + 2)) }
    var out = ConformedBatch()
    dataset.plan.conform(batch, into: &out, now: now)
    return out
  }

  private func person(_ number: String = number, name: String = "样本", _ more: [String: String] = [:]) -> [String: String] {
    ["公民身份号码": number, "姓名": name, "人员状态": "正常"].merging(more) { $1 }
  }

  private func folded(_ out: ConformedBatch, _ dataset: DatasetMapping, _ attribute: String, row: Int = 0) throws -> String? {
    out.string(out.folded[row * out.attributes + (try #require(dataset.schema.attributes.firstIndex(of: attribute)))])
  }

  private func value(_ out: ConformedBatch, _ dataset: DatasetMapping, _ attribute: String, row: Int = 0) throws -> String? {
    out.string(out.span(row: row, attribute: try #require(dataset.schema.attributes.firstIndex(of: attribute))))
  }

  @Test("a refused row leaves the rows around it as they are")
  func between() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(dataset, [person(name: "样甲"), person("无"), person(name: "样乙")])
    #expect(out.rows == 2)
    #expect(out.lines == [2, 4])
    #expect(out.spans.count == 2 * out.attributes)
    #expect(try value(out, dataset, "name", row: 1) == "样乙")
    #expect(out.refused.map(\.line) == [3])
  }

  @Test(
    "FH-02 FA-06 row 4: masked and spreadsheet-damaged numbers are refused, whatever their check digit says",
    arguments: [
      ("110101********9013", "masked-value"), ("110101198506159000", "excel-precision-lost"),
      ("1.10101E+17", "excel-precision-lost"),
      ("1.10101198506159e17", "excel-precision-lost"), ("110101195103049000", "excel-precision-lost"),
      ("110101198506159013.0", "excel-precision-lost"),
    ])
  func damaged(number: String, reason: String) throws {
    let out = conform(try RepositoryMappings.dataset("public-security/population"), [person(number)])
    #expect(out.rows == 0)
    #expect(out.refused.first?.reason == reason)
    #expect(out.refused.first?.field == "number")
    #expect(out.refused.first?.detail.contains(where: \.isNumber) == false)
  }

  @Test("FB-02: a code that was really issued and fails the formula is kept with a remark")
  func issued() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/enterprise-registry")
    let out = conform(dataset, [["统一社会信用代码": "91350203M900000113", "企业名称": "样例公司", "登记状态": "停业"]])
    #expect(out.rows == 1)
    #expect(RowRemark.words(of: out.remarks[0]) == ["check-differs"])
  }

  @Test("FC-01 FC-05: the stored spelling stays, the comparison form is folded")
  func names() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(dataset, [person(name: "样古丽•测试江"), person(name: "样\u{3000}本"), person(name: "样本")])
    #expect(try value(out, dataset, "name") == "样古丽•测试江")
    #expect(try folded(out, dataset, "name") == "样古丽·测试江")
    #expect(try value(out, dataset, "name", row: 1) == "样\u{3000}本")
    #expect(try folded(out, dataset, "name", row: 1) == "样本")
    let slot = try #require(dataset.schema.attributes.firstIndex(of: "name"))
    #expect(out.span(row: 2, attribute: slot) == out.folded[2 * out.attributes + slot])
  }

  @Test("FC-03: leftovers of older tables become today's characters, other private-use characters are kept and remarked")
  func privateUse() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(
      dataset, [person(name: "样\u{E863}"), person(name: "样\u{4DAE}"), person(name: "样\u{E81E}"), person(name: "样\u{F000}")])
    #expect(try folded(out, dataset, "name") == folded(out, dataset, "name", row: 1))
    #expect(try value(out, dataset, "name", row: 2) == "样\u{9FB4}")
    #expect(try value(out, dataset, "name", row: 3) == "样\u{F000}")
    #expect(Remarks(rawValue: out.remarks[3]).contains(.privateUseCharacter))
    #expect(out.notes["private-use-replaced"] == 2)
    let strict = try EditedMappings.population(
      (
        "from: 姓名, do: [trim, person_name], required: true, refuse: [masked]",
        "from: 姓名, do: [trim, person_name], required: true, refuse: [private_use]"
      ))
    #expect(conform(strict, [person(name: "样\u{F000}")]).refused.first?.reason == "private-use-character")
  }

  @Test("FD-05: an absent field is absent, a quoted empty text is a text, codes keep their zeros")
  func empty() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(dataset, [more(["住址": "", "民族": "01"]), person()])
    #expect(try value(out, dataset, "address") == "")
    #expect(try value(out, dataset, "address", row: 1) == nil)
    #expect(try value(out, dataset, "ethnic_group") == "01")
  }

  private func more(_ values: [String: String]) -> [String: String] { person(Self.number, name: "样本", values) }

  @Test("FD-07: a civil date never moves, also in the years of summer time")
  func dates() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    for date in ["1991-08-01", "1992-08-01", "1986-05-04", "1940-06-03"] {
      #expect(try value(conform(dataset, [more(["出生日期": date])]), dataset, "birth_date") == date)
    }
  }

  @Test("row 12: dates that do not exist are refused, serials too; every documented form is read where none is declared")
  func dateForms() throws {
    let declared = try RepositoryMappings.dataset("public-security/population")
    for (text, reason) in [
      ("0000-00-00", "date-impossible"), ("1985-02-30", "date-impossible"), ("2023/1/5", "date-malformed"),
      ("44197", "date-is-serial"),
    ] {
      #expect(conform(declared, [more(["出生日期": text])]).refused.first?.reason == reason, "\(text)")
    }
    let open = try EditedMappings.population(
      ("do: [trim, date yyyy-MM-dd], refuse: [future_date]}\n  ethnic", "do: [trim], refuse: [future_date]}\n  ethnic"))
    for text in ["2023/1/5", "20230105", "2023年1月5日", "2023-01-05 00:00:00"] {
      #expect(try value(conform(open, [more(["出生日期": text])]), open, "birth_date") == "2023-01-05")
    }
    #expect(conform(open, [more(["出生日期": "2999-01-01"])]).refused.first?.reason == "date-in-future")
  }

  @Test("FF-01: control characters go by a named rule and are counted; nothing is cut at a NUL")
  func controls() throws {
    let dataset = try EditedMappings.population(
      ("from: 姓名, do: [trim, person_name]", "from: 姓名, do: [remove_controls, trim, person_name]"))
    let out = conform(dataset, [person(name: "样\u{0}本"), person(name: "样本")])
    #expect(try value(out, dataset, "name") == "样本")
    #expect(Remarks(rawValue: out.remarks[0]).contains(.controlsRemoved))
    #expect(!Remarks(rawValue: out.remarks[1]).contains(.controlsRemoved))
    #expect(out.notes["controls-removed"] == 1)
  }

  @Test("row 7: a time beyond now and its tolerance is refused, one within it kept")
  func future() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let now = try Instant.parse("2026-01-01 00:00:00").microseconds
    let out = conform(dataset, [more(["更新时间": "2999-12-31 00:00:00"]), more(["更新时间": "2026-01-01 00:10:00"])], now: now)
    #expect(out.refused.map(\.reason) == ["observed-in-future"])
    #expect(out.observedAt == [now + 600_000_000])
  }

  @Test("the subject is the canonical number with its kind; fifteen digits stay as an alias")
  func subject() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(dataset, [person("110101490307901"), person("810000199408230021"), person("USA110085041290")])
    #expect(out.string(out.subjectNumber[0]) == "110101194903079019")
    #expect(out.string(out.aliasNumber[0]) == "110101490307901")
    #expect(out.aliasKind[0] == DocumentKind.residentID.rawValue)
    #expect(out.aliasNumber[1].isAbsent)
    #expect(out.subjectKind == [DocumentKind.residentID, .hongKongMacauResidencePermit, .foreignPermanentResident].map(\.rawValue))
  }

  @Test("an alias entity: the present number is the subject, the former one the alias")
  func alias() throws {
    let dataset = try RepositoryMappings.dataset("public-security/number-changes")
    let out = conform(dataset, [["原公民身份号码": "110101198506159013", "现公民身份号码": "110101198506159048", "变更日期": "2023-09-01"]])
    #expect(out.string(out.subjectNumber[0]) == "110101198506159048")
    #expect(out.string(out.aliasNumber[0]) == "110101198506159013")
    #expect(out.aliasKind[0] == DocumentKind.residentID.rawValue)
  }
}
