import HubModel
import Testing

@testable import govhub

@Suite("Sample: market-regulation/legal-representatives and tax/taxpayers")
struct SampleRepresentativesTests {
  let fixture: SampleFixture
  let dataset: SampleManifest.Dataset
  let header: [String]
  let rows: [SampleRecord]
  let register: [SampleRecord]

  init() throws {
    fixture = try SampleFixture.shared.get()
    dataset = try fixture.dataset("market-regulation/legal-representatives")
    (header, rows) = try fixture.records(dataset)
    register = try fixture.records(try fixture.dataset("market-regulation/enterprise-registry")).rows
  }

  @Test("the representatives' header and every kind of fault, counted")
  func representativesCount() {
    #expect(header == ["统一社会信用代码", "职务", "证件类型", "法定代表人", "证件号码", "更新时间"])
    var found: [RepresentativeFault: Int] = [:]
    for row in rows { for fault in signs(row) { found[fault, default: 0] += 1 } }
    let stored = rows.filter { $0.isDecodable && $0.fields.count == 6 && refused($0) == nil }
    let groups = Dictionary(grouping: stored) { [$0[0], $0[4].isEmpty ? $0[3] : $0[4]] }
    for group in groups.values where group.count > 1 {
      found[group[0] == group[1] ? .identicalDuplicate : .olderDuplicate, default: 0] += 1
    }
    for fault in RepresentativeFault.allCases {
      #expect(found[fault, default: 0] > 0, "\(fault.rawValue)")
      #expect(found[fault, default: 0] == dataset.count(fault), "\(fault.rawValue)")
    }
    #expect(groups.count == dataset.loaded)
    #expect(dataset.rows == rows.count)
    #expect(dataset.rows == dataset.loaded + dataset.quarantined.values.reduce(0, +) + dataset.duplicates)
  }

  @Test("most representatives are persons of the population file, and every role and document kind occurs")
  func whoRepresents() throws {
    let people = try fixture.records(try fixture.dataset("public-security/population")).rows
    let numbers = Set(people.map { $0[0] })
    #expect(Double(rows.count { numbers.contains($0[4]) }) > 0.9 * Double(rows.count))
    for role in SampleRole.allCases { #expect(rows.contains { $0[1] == role.rawValue }) }
    for document in ["居民身份证", "港澳居民居住证", "台湾居民居住证", "外国人永久居留身份证", "护照"] { #expect(rows.contains { $0[2] == document }) }
    #expect(Dictionary(grouping: rows, by: { $0[0] }).values.contains { $0.count == 4 })
  }

  @Test("the tax file has the department's stray blanks, and disagrees with the register exactly as often as planted")
  func taxpayers() throws {
    let tax = try fixture.dataset("tax/taxpayers")
    let (header, rows) = try fixture.records(tax)
    #expect(header == ["uni_ social_crd_ cd", "nsrmc", "fddbr_xm", "nsrzt_dm", "djrq", "gxsj "])
    let firms = Dictionary(register.filter(\.isDecodable).map { ($0[1].uppercased(), $0) }) { first, _ in first }
    let states = ["存续（在营、开业、在册）": "03", "停业": "04", "吊销（未注销）": "05", "注销": "07"]
    var found: [TaxpayerFault: Int] = [:]
    for row in rows {
      if row[1].hasSuffix("  ") { found[.trailingBlanks, default: 0] += 1 }
      guard let firm = firms[row[0]] else {
        found[.notInRegister, default: 0] += 1
        continue
      }
      if firm[4] != row[2] { found[.representativeDiffers, default: 0] += 1 }
      if states[firm[10]] != row[3] { found[.stateDiffers, default: 0] += 1 }
      if Naive.folded(firm[0]) != Naive.folded(row[1]) { Issue.record("a name differs by more than brackets") }
      if firm[0] != row[1].trimmingSuffix(while: \.isWhitespace) { found[.bracketWidth, default: 0] += 1 }
    }
    for fault in TaxpayerFault.allCases { #expect(found[fault] == tax.count(fault), "\(fault.rawValue)") }
    #expect(
      tax.conflicts == ["enterprise.legal_rep_name": found[.representativeDiffers]!, "enterprise.state": found[.stateDiffers]!])
    #expect(Set(rows.map { $0[3] }) == ["03", "04", "05", "07"])
    #expect(Set(rows.map { $0[0] }).count == rows.count && rows.count == tax.rows && tax.loaded == tax.rows)
  }

  @Test("superseded numbers are nobody's, and their new numbers stand in the population file")
  func numberChanges() throws {
    let people = try fixture.records(try fixture.dataset("public-security/population")).rows
    let numbers = Set(people.map { $0[0] })
    let changes = try fixture.dataset("public-security/number-changes")
    let (header, rows) = try fixture.records(changes)
    #expect(header == ["原公民身份号码", "现公民身份号码", "变更日期", "变更原因"])
    #expect(rows.count == changes.rows)
    for row in rows {
      #expect(!numbers.contains(row[0]) && numbers.contains(row[1]))
      #expect(Naive.identityCheck(row[0]) == row[0].last && row[0].prefix(14) == row[1].prefix(14))
    }
    #expect(Set(rows.map { $0[0] }).count == rows.count)
  }

  private func refused(_ row: SampleRecord) -> RepresentativeFault? {
    if !row.isDecodable { return .undecodableBytes }
    if row.fields.count != 6 { return .tooFewFields }
    if row[4].contains("E+") { return .excelExponent }
    if row[4].contains("*") { return .masked }
    return row[4].count == 18 && row[4].hasSuffix("000") ? .excelZeros : nil
  }

  private func signs(_ row: SampleRecord) -> [RepresentativeFault] {
    if let fault = refused(row) { return [fault] }
    if row[4].isEmpty { return [.missingNumber] }
    if row[3].contains("　") { return [.innerSpace] }
    if row[2] == "居民身份证", row[4].count == 15 { return [.fifteenDigits] }
    return row[4].count == 18 && Naive.identityCheck(row[4]) != row[4].last ? [.checkDiffers] : []
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = String(self)
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
