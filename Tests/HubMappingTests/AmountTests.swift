import HubConnectorKit
import HubModel
import Testing

@testable import HubMapping

@Suite("amounts")
struct AmountTests {
  private func registry(_ fields: String) throws -> DatasetMapping {
    let old = "capital: {title: 注册资金, from: 注册资金, do: [trim, capital], absent: [N/A], unreadable: absent}"
    let (set, _) = try EditedMappings.load(
      "market-regulation/enterprise-registry.yaml", [(old, "capital: {title: 注册资金, from: 注册资金\(fields)}")])
    return try #require(set?.dataset("market-regulation/enterprise-registry"))
  }

  private func capital(_ dataset: DatasetMapping, _ text: String) throws -> (value: String?, refused: String?, field: String?) {
    var batch = Batch(columns: dataset.source.columns)
    let row = ["统一社会信用代码": "91110105MA90000030", "企业名称": "样例公司", "登记状态": "停业", "注册资金": text]
    batch.append(dataset.source.columns.map { row[$0] }, line: 2)
    var out = ConformedBatch()
    dataset.plan.conform(batch, into: &out)
    let slot = try #require(dataset.schema.attributes.firstIndex(of: "capital"))
    return (
      out.rows == 1 ? out.string(out.span(row: 0, attribute: slot)) : nil, out.refused.first?.reason, out.refused.first?.field
    )
  }

  @Test(
    "FD-08 row 12: an amount is exact, and a unit that the mapping does not declare is refused",
    arguments: [
      ("1,234.50", "1234.50", nil), ("１２３．５", "123.5", nil), ("1.75E+7", "17500000", nil), ("12万", nil, "amount-unit"),
      ("12abc", nil, "amount-malformed"), ("1543.00", "1543.00", nil),
    ] as [(String, String?, String?)])
  func exact(text: String, value: String?, reason: String?) throws {
    let found = try capital(registry(", do: [trim]"), text)
    #expect(found.value == value)
    #expect(found.refused == reason)
  }

  @Test("FD-08: more digits than declared refuse that row, with the field's name")
  func digits() throws {
    let dataset = try registry(", do: [trim], digits: \"12,2\"")
    let found = try capital(dataset, "12345678901.00")
    #expect(found.refused == "amount-out-of-range")
    #expect(found.field == "capital")
    #expect(try capital(dataset, "1234567890.00").value == "1234567890.00")
  }

  @Test("a declared unit is applied")
  func unit() throws {
    #expect(try capital(registry(", do: [unit 万元]"), "12").value == "120000")
    #expect(try capital(registry(", do: [unit 万元]"), "12万元").value == "120000")
  }
}
