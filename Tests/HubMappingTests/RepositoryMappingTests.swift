import HubConnectorKit
import HubModel
import HubStandards
import HubYAML
import Testing

@testable import HubMapping

@Suite("the repository's mappings")
struct RepositoryMappingTests {
  @Test("load without a fault or a warning, each dataset with a test file")
  func load() throws {
    let set = try RepositoryMappings.load()
    #expect(
      set.datasets.map(\.schema.name) == [
        "market-regulation/enterprise-registry", "market-regulation/legal-representatives", "public-security/number-changes",
        "public-security/population", "tax/taxpayers",
      ])
    #expect(set.untestedDatasets.isEmpty)
  }

  @Test("every case of every test file holds")
  func cases() throws {
    let results = try RepositoryMappings.load().runTests()
    #expect(results.count > 40)
    for result in results where !result.passed {
      Issue.record("\(result.file):\(result.line) \(result.title): \(result.failures.map(\.en))")
    }
  }

  @Test("ask for the columns that the sources have, by exact name")
  func columns() throws {
    let set = try RepositoryMappings.load()
    let columns = Dictionary(uniqueKeysWithValues: set.datasets.map { ($0.schema.name, $0.source.columns) })
    #expect(columns["public-security/population"] == ["公民身份号码", "姓名", "性别", "出生日期", "民族", "住址", "人员状态", "死亡日期", "更新时间"])
    #expect(columns["tax/taxpayers"] == ["uni_ social_crd_ cd", "nsrmc", "fddbr_xm", "nsrzt_dm", "gxsj "])
    #expect(columns["market-regulation/legal-representatives"] == ["统一社会信用代码", "职务", "证件类型", "法定代表人", "证件号码", "更新时间"])
    #expect(set.dataset("tax/taxpayers")?.source.request(sources: "/a/b/").address("url") == "/a/b/tax/taxpayers.csv")
  }

  @Test("authority: the registers for everything they provide, the tax office for nothing")
  func authority() throws {
    let set = try RepositoryMappings.load()
    #expect(set.authority.datasets(entity: "enterprise", attribute: "state") == ["market-regulation/enterprise-registry"])
    #expect(set.authority.datasets(entity: "person", attribute: "name") == ["public-security/population"])
    #expect(!set.authority.order.values.contains { $0.contains("tax/taxpayers") })
    #expect(set.dataset("public-security/population")?.schema.oneRowPerSubject == true)
    #expect(set.dataset("market-regulation/legal-representatives")?.schema.oneRowPerSubject == false)
  }

  @Test("names of persons, birth dates and addresses are level 3, numbers level 4, enterprise fields level 1")
  func levels() throws {
    let model = try RepositoryMappings.load().model
    for entity in model.entities {
      for attribute in entity.attributes {
        switch attribute.type {
        case .identityNumber: #expect(attribute.level == .critical)
        case .personName: #expect(attribute.level == .personal)
        default: break
        }
      }
    }
    #expect(model.entity("person")?.attribute("address")?.level == .personal)
    #expect(model.entity("enterprise")?.attribute("state")?.level == .open)
  }

  @Test("the currency list has every currency that the standards name, the document list every kind")
  func closedLists() throws {
    let codes = try RepositoryMappings.load().codes
    #expect(Set(Currency.allCases.map(\.code)).isSubset(of: Set(codes["currency"]?.words.map(\.word) ?? [])))
    #expect(Set(DocumentKind.allCases.map(\.word)) == Set(codes["document_type"]?.words.map(\.word) ?? []))
  }

  @Test("the plan is told in both languages, with what will be used")
  func words() throws {
    let set = try RepositoryMappings.load()
    let zh = set.inWords(chinese: true, only: "public-security/population")
    #expect(zh.contains("number 公民身份号码 ← 列“公民身份号码”；去首尾空白；全角转半角；转大写；identity_number，分级 4，数源第 1 位；必填；拒收：已脱敏的内容、表格软件损坏的号码"))
    #expect(zh.contains("GB18030"))
    #expect(set.inWords(chinese: false).contains("full snapshot; row key 公民身份号码; at most 2% withdrawn"))
  }
}
