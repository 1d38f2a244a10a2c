import HubModel
import Testing

@testable import govhub

@Suite("Sample: market-regulation/enterprise-registry")
struct SampleRegistryTests {
  let dataset: SampleManifest.Dataset
  let header: [String]
  let rows: [SampleRecord]

  init() throws {
    let fixture = try SampleFixture.shared.get()
    dataset = try fixture.dataset("market-regulation/enterprise-registry")
    (header, rows) = try fixture.records(dataset)
  }

  @Test("the header is the real register's ten columns, then state and former name")
  func headerIsExact() {
    #expect(
      header == [
        "企业名称", "统一社会信用代码", "注册日期", "企业类型", "法人代表", "注册资金", "经营范围", "所在省份", "地区", "注册地址", "登记状态", "状态日期",
        "曾用名", "更名日期",
      ])
    #expect(rows.count == dataset.rows)
  }

  @Test("the default size has every kind, and the manifest counts what a naive reader finds")
  func countsAgree() {
    var found: [RegistryFault: Int] = [:]
    for row in rows { for fault in signs(row) { found[fault, default: 0] += 1 } }
    let groups = Dictionary(grouping: rows.filter { refusal($0) == nil }, by: { $0[1].uppercased() })
    for group in groups.values where group.count > 1 {
      found[group[0] == group[1] ? .identicalDuplicate : .conflictingDuplicate, default: 0] += 1
    }
    for fault in RegistryFault.allCases {
      #expect(found[fault, default: 0] > 0, "\(fault.rawValue)")
      #expect(found[fault, default: 0] == dataset.count(fault), "\(fault.rawValue)")
    }
    #expect(groups.count == dataset.loaded)
  }

  @Test("rows are loaded, quarantined or duplicates, and nothing else")
  func balance() {
    #expect(dataset.rows == dataset.loaded + dataset.quarantined.values.reduce(0, +) + dataset.duplicates)
    for (reason, count) in dataset.quarantined { #expect(rows.count { refusal($0) == reason } == count, "\(reason)") }
  }

  @Test("capital stands in every form that the real register has, 23 % of it not available")
  func capitals() {
    var found: [String: Int] = [:]
    for row in rows where row.fields.count > 5 { found[form(row[5]), default: 0] += 1 }
    let listed = dataset.values["注册资金", default: [:]]
    #expect(Set(listed.keys) == Set(SampleCapital.allCases.map(\.rawValue)))
    for (example, count) in listed {
      #expect(count > 0)
      #expect(found[form(example)] == count, "\(example)")
    }
    let share = Double(listed["N/A", default: 0]) / Double(rows.count)
    #expect((0.21...0.25).contains(share))
  }

  @Test("every state occurs; some closings lie in the future")
  func states() {
    for state in SampleFirmState.allCases {
      let count = rows.count { $0[10] == state.rawValue }
      #expect(count > 0)
      #expect(dataset.values["登记状态"]?[state.rawValue] == count)
    }
    #expect(rows.contains { $0[10] == "注销" && $0[11] > "2034" })
  }

  @Test("a former name stands with its date, and one firm took the name another gave up")
  func formerNames() {
    let renamed = rows.filter { $0.fields.count == 14 && !$0[12].isEmpty }
    #expect(renamed.count > 100)
    #expect(renamed.allSatisfy { !$0[13].isEmpty && $0[13] > $0[2] && $0[12] != $0[0] })
    let names = Set(rows.map { $0[0] })
    #expect(renamed.contains { names.contains($0[12]) })
  }

  private func form(_ capital: String) -> String {
    var text = ""
    for character in capital where text.last != "9" || !(character.isNumber && character.isASCII) {
      text.append(character.isASCII && character.isNumber ? "9" : character)
    }
    return text == "9" ? capital : text
  }

  private func refusal(_ row: SampleRecord) -> String? {
    if !row.isDecodable { return "undecodable-bytes" }
    if row.fields.count != 14 { return "ragged-row" }
    if row[0].contains("\0") { return "nul-character" }
    if row[0].isEmpty { return "required-missing" }
    let code = row[1].uppercased()
    if Naive.isAllDigits(code), code.count == 15 || code.count == 13 { return nil }
    if code.contains("字第") { return nil }
    if code == "无" { return "placeholder-value" }
    if code.count != 18 { return "identifier-malformed" }
    return code.allSatisfy(Naive.alphabet.contains) ? nil : "credit-code-alphabet"
  }

  private func signs(_ row: SampleRecord) -> [RegistryFault] {
    let code = row[1]
    switch refusal(row) {
    case "undecodable-bytes": return [.undecodableBytes]
    case "ragged-row": return [row.fields.count < 14 ? .tooFewFields : .tooManyFields]
    case "nul-character": return [.nulByte]
    case "required-missing": return [.emptyName]
    case "credit-code-alphabet": return [.outsideAlphabet]
    case "placeholder-value": return [.codeIsNone]
    case .some: return RegistryFault.allCases.filter { $0.brokenLength == code.count }
    case nil: break
    }
    var signs: [RegistryFault] = []
    if code.count == 15 { signs.append(.registrationNumber) }
    if code.count == 13 { signs.append(.shortRegistrationNumber) }
    if code.contains("字第") { signs.append(.oldRegistrationForm) }
    if code != code.uppercased() { signs.append(.lowerCaseCode) }
    if code.count == 18, Naive.creditCheck(code.uppercased()) != code.uppercased().last { signs.append(.checkDiffers) }
    if row[6].contains("\n") { signs.append(.quotedLineBreak) }
    if row[6].contains("\"") { signs.append(.quotedQuote) }
    if row[11] > "2034" { signs.append(.futureClosing) }
    return signs
  }
}
