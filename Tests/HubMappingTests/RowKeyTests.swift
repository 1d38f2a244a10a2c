import HubConnectorKit
import HubModel
import Testing

@testable import HubMapping

@Suite("row keys, members and refused rows")
struct RowKeyTests {
  private func conform(_ dataset: DatasetMapping, _ rows: [[String: String]]) -> ConformedBatch {
    var batch = Batch(columns: dataset.source.columns)
    for (index, row) in rows.enumerated() { batch.append(dataset.source.columns.map { row[$0] }, line: UInt64(index + 2)) }
    var out = ConformedBatch()
    dataset.plan.conform(batch, into: &out)
    return out
  }

  private func representative(_ role: String, _ number: String?, name: String = "样本") -> [String: String] {
    var row = ["统一社会信用代码": "91110105MA9PW3T54M", "职务": role, "证件类型": "居民身份证", "法定代表人": name]
    row["证件号码"] = number
    return row
  }

  private func prefixed(_ parts: String?...) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in
      guard let part else { return [0xFF, 0xFF, 0xFF, 0xFF] }
      let length = UInt32(part.utf8.count)
      return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) } + Array(part.utf8)
    }
  }

  @Test("the key is made of canonical values, length before bytes")
  func canonical() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/legal-representatives")
    let out = conform(dataset, [representative("法定代表人", "110101490307901"), representative("法人代表", "１１０１０１１９４９０３０７９０１９")])
    let key = prefixed("91110105MA9PW3T54M", "legalRepresentative", "110101194903079019")
    #expect(Array(out.bytes[out.rowKey[0].range]) == key)
    #expect(Array(out.bytes[out.rowKey[1].range]) == key)
  }

  @Test("where a number is missing the name stands in its place, in the key and in the member")
  func alternative() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/legal-representatives")
    let out = conform(dataset, [representative("负责人", nil, name: "样\u{3000}本")])
    #expect(Array(out.bytes[out.rowKey[0].range]) == prefixed("91110105MA9PW3T54M", "personInCharge", "样本"))
    #expect(Array(out.bytes[out.member[0].range]) == prefixed("personInCharge", "residentId", "样本"))
    #expect(out.string(out.subjectNumber[0]) == "91110105MA9PW3T54M")
  }

  @Test("a relation's parent number is no attribute of its own, and still the subject")
  func parent() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/legal-representatives")
    #expect(dataset.schema.attributes == ["role", "document_type", "name", "number"])
    let out = conform(dataset, [representative("法定代表人", "110101198506159013")])
    #expect(out.subjectKind == [DocumentKind.creditCode.rawValue])
    #expect(out.member[0].isAbsent == false)
  }

  @Test("FH-02: a masked value in a key column is refused under a word of its own, whatever the column is to the mapping")
  func maskedKey() throws {
    let path = "market-regulation/legal-representatives.yaml"
    let old = "key: [统一社会信用代码, 职务, 证件号码|法定代表人]"
    let (set, _) = try EditedMappings.load(path, [(old, "key: [统一社会信用代码, 职务, 备案编号]")])
    let dataset = try #require(set?.dataset("market-regulation/legal-representatives"))
    func row(_ filing: String) -> [String: String] {
      representative("法定代表人", "110101198506159013").merging(["备案编号": filing]) { $1 }
    }
    let out = conform(dataset, [row("B-1001"), row("B-1***"), row("B-＊＊01")])
    #expect(out.rows == 1)
    #expect(out.refused.map(\.reason) == ["masked-key", "masked-key"])
    #expect(out.refused.allSatisfy { $0.rowKey == nil && !$0.detail.contains("B-") }, "two masked rows are not one row")
  }

  @Test("FH-02: a person's name that was masked already is not kept as a name")
  func maskedName() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/enterprise-registry")
    let rows = ["样例甲", "样**", "样＊＊"].map { name in
      ["统一社会信用代码": "91110105MA9PW3T54M", "企业名称": "样例公司", "登记状态": "停业", "法人代表": name]
    }
    let out = conform(dataset, rows)
    #expect(out.rows == 1)
    #expect(out.refused.map(\.reason) == ["masked-value", "masked-value"])
    #expect(out.refused.allSatisfy { $0.field == "legal_rep_name" })
  }

  @Test("a refused row keeps its subject and its key where they could be read, and its whole text")
  func refused() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    let out = conform(
      dataset, [["公民身份号码": "110101198506159013", "姓名": "样本", "人员状态": "未列状态"], ["公民身份号码": "无", "姓名": "样本", "人员状态": "正常"]])
    #expect(out.refused.map(\.reason) == ["unmapped-code", "placeholder-value"])
    #expect(out.refused[0].subject?.kind == .residentID)
    #expect(out.refused[0].subject?.number == Array("110101198506159013".utf8))
    #expect(out.refused[0].rowKey == prefixed("110101198506159013"))
    #expect(String(decoding: out.refused[0].raw, as: UTF8.self).contains("未列状态"))
    #expect(out.refused[1].subject == nil)
    #expect(out.refused[1].rowKey == nil)
  }

  @Test(
    "FD-04 FE-04 row 9: columns are asked for by exact name, so that a new or reordered column changes nothing and a lost one stops the job"
  )
  func byName() throws {
    let dataset = try RepositoryMappings.dataset("market-regulation/legal-representatives")
    #expect(dataset.source.columns == dataset.plan.columns)
    #expect(dataset.source.columns.allSatisfy { !$0.isEmpty })
    #expect(Set(dataset.source.columns).count == dataset.source.columns.count)
    #expect(dataset.source.settings.group("dialect")?.flag("trailing_empty_field") == nil)
  }

  @Test("what the connector refused stands before what the mapping refuses")
  func connector() throws {
    let dataset = try RepositoryMappings.dataset("public-security/population")
    var batch = Batch(columns: dataset.source.columns)
    batch.refused = [RefusedRow(line: 9, reason: "ragged-row", detail: "", raw: [])]
    batch.append(dataset.source.columns.map { _ in nil }, line: 2)
    var out = ConformedBatch()
    dataset.plan.conform(batch, into: &out)
    #expect(out.refused.map(\.reason) == ["ragged-row", "required-missing"])
  }
}
