import HubConnectorKit
import HubModel
import Testing

@testable import HubMapping

@Suite("preview")
struct PreviewTests {
  @Test("shows before and after, of levels 3 and 4 the shape only, and why a row would be refused")
  func masked() throws {
    let set = try RepositoryMappings.load()
    let dataset = try #require(set.dataset("public-security/population"))
    var batch = Batch(columns: dataset.source.columns)
    func add(_ row: [String: String], _ line: UInt64) { batch.append(dataset.source.columns.map { row[$0] }, line: line) }
    add(["公民身份号码": "110101********9013", "姓名": "样甲", "人员状态": "正常"], 2)
    add(["公民身份号码": " 11010119850615903x", "姓名": "样古丽·测", "性别": "女", "人员状态": "正常", "住址": "样例路7号"], 3)
    let preview = dataset.preview(batch, model: set.model)
    #expect(preview.rows.map(\.line) == [3])
    let values = Dictionary(uniqueKeysWithValues: preview.rows[0].values.map { ($0.attribute, $0) })
    #expect(values["number"]?.before == " 99999999999999999a")
    #expect(values["number"]?.after == "99999999999999999A")
    #expect(values["name"]?.after == "字字字·字")
    #expect(values["address"]?.after == "字字字9字")
    #expect(values["sex"]?.before == "女")
    #expect(values["sex"]?.after == "female")
    #expect(preview.refusals.map(\.reason) == ["masked-value"])
    #expect(preview.refusals[0].shape.hasPrefix("999999********9999,字字"))
    let shown = "\(preview)"
    for canary in ["1101011985", "样古丽", "样甲", "样例路"] { #expect(!shown.contains(canary)) }
  }

  @Test("a shape never lets a character of the data through", arguments: ["样本", "𠮷", "８", "\u{E863}", "é", "\u{7}", "Ω", "ab1"])
  func shape(text: String) {
    let shown = ShapeMask.shown(text, level: .personal)
    #expect(shown != text)
    #expect(shown.unicodeScalars.count == text.unicodeScalars.count)
    #expect(ShapeMask.shown(text, level: .internalUse) == text)
  }
}
