import HubModel
import Testing

@testable import govhub

@Suite("Sample: public-security/population")
struct SamplePopulationTests {
  let dataset: SampleManifest.Dataset
  let header: [String]
  let rows: [SampleRecord]

  init() throws {
    let fixture = try SampleFixture.shared.get()
    dataset = try fixture.dataset("public-security/population")
    (header, rows) = try fixture.records(dataset)
  }

  @Test("the header is the department's")
  func headerIsExact() {
    #expect(header == ["公民身份号码", "姓名", "性别", "出生日期", "民族", "住址", "人员状态", "死亡日期", "更新时间"])
    #expect(rows.count == dataset.rows)
  }

  @Test("the default size has every kind, and the manifest counts what a naive reader finds")
  func countsAgree() {
    let found = naiveCounts()
    for fault in PopulationFault.allCases {
      #expect(found[fault, default: 0] > 0, "\(fault.rawValue)")
      #expect(found[fault, default: 0] == dataset.count(fault), "\(fault.rawValue)")
    }
    #expect(Set(dataset.faults.map(\.kind)) == Set(PopulationFault.allCases.map(\.rawValue)))
  }

  @Test("rows are loaded, quarantined or duplicates, and nothing else")
  func balance() {
    #expect(dataset.rows == dataset.loaded + dataset.quarantined.values.reduce(0, +) + dataset.duplicates)
    let usable = rows.filter { $0.isDecodable && $0.fields.count == 9 && refusal($0) == nil }
    #expect(Set(usable.map { canonical($0[0]) }).count == dataset.loaded)
    for (reason, count) in dataset.quarantined {
      #expect(rows.count { refusal($0) == reason } == count, "\(reason)")
    }
  }

  @Test("states are counted as written")
  func states() {
    for (word, count) in dataset.values["人员状态", default: [:]] { #expect(rows.count { $0[6] == word } == count) }
  }

  @Test("every number outside the planted faults has a right check digit and an existing birth date in its column")
  func plainRowsAreSound() {
    for row in rows where refusal(row) == nil {
      let number = canonical(row[0])
      guard number.count == 18 else { continue }
      #expect(Naive.isDate(number.dropFirst(6).dropLast(4)))
      #expect(!Naive.isAllDigits(number) || !number.hasSuffix("000"))
    }
  }

  @Test("the dead have a date of death after their birth and before the sample's day, others none")
  func deaths() {
    for row in rows where row.isDecodable && row.fields.count == 9 {
      #expect((row[6] == "死亡") == !row[7].isEmpty)
      #expect(row[7].isEmpty || (row[3] < row[7] && row[7] < "2025-09-30") || row[0].isEmpty)
    }
  }

  /// Why the hub refuses the row, as a plain reader sees it.
  private func refusal(_ row: SampleRecord) -> String? {
    if !row.isDecodable { return "undecodable-bytes" }
    if row.fields.count != 9 { return "ragged-row" }
    if row.fields.contains(where: { $0!.contains("\0") }) { return "nul-character" }
    let number = Naive.folded(row[0])
    if number.contains("E+") || (number.count == 18 && number.hasSuffix("000")) { return "excel-precision-lost" }
    if number.contains("*") { return "masked-value" }
    if row[1].isEmpty { return "required-missing" }
    if number.count == 18, !Naive.isDate(number.dropFirst(6).dropLast(4)) { return "date-impossible" }
    return nil
  }

  private func canonical(_ number: String) -> String {
    let folded = Naive.folded(number)
    guard folded.count == 15, Naive.isAllDigits(folded) else { return folded }
    let longer = folded.prefix(6) + "19" + folded.dropFirst(6)
    return longer + String(Naive.identityCheck(String(longer)))
  }

  private func naiveCounts() -> [PopulationFault: Int] {
    var counts: [PopulationFault: Int] = [:]
    for row in rows { for fault in signs(row) { counts[fault, default: 0] += 1 } }
    let groups = Dictionary(grouping: rows.filter { refusal($0) == nil }, by: { canonical($0[0]) })
    for group in groups.values where group.count > 1 {
      counts[group[0] == group[1] ? .identicalDuplicate : .olderDuplicate, default: 0] += 1
    }
    return counts
  }

  private func signs(_ row: SampleRecord) -> [PopulationFault] {
    if let fault = brokenForm(row) { return [fault] }
    let number = row[0]
    let folded = canonical(number)
    var signs: [PopulationFault] = []
    if number.unicodeScalars.contains(where: { $0.value > 0xFF00 }) { signs.append(.fullWidthDigits) }
    if number.contains("x") { signs.append(.lowerCaseX) }
    if number.hasSuffix(" ") { signs.append(.trailingBlanks) }
    if number.count == 15, Naive.isAllDigits(number) { signs.append(.fifteenDigits) }
    if folded.count == 18 {
      if Naive.identityCheck(folded) != folded.last { signs.append(.checkDiffers) }
      if row[3].replacing("-", with: "") != folded.dropFirst(6).dropLast(4) { signs.append(.birthDateDiffers) }
    }
    return signs + nameSigns(row[1])
  }

  private func nameSigns(_ name: String) -> [PopulationFault] {
    let scalars = name.unicodeScalars.map(\.value)
    if scalars.contains(where: { $0 > 0xFFFF }) { return [.rareCharacter] }
    if scalars.contains(where: { [0x9FB4, 0xE81E, 0x4DAE, 0xE863].contains($0) }) { return [.formerPrivateUse] }
    return name.contains(where: "龘驫麤灥飍厵".contains) ? [.canaryName] : []
  }

  private func brokenForm(_ row: SampleRecord) -> PopulationFault? {
    switch refusal(row) {
    case "undecodable-bytes": .undecodableBytes
    case "ragged-row": row.fields.count < 9 ? .tooFewFields : .tooManyFields
    case "nul-character": .nulByte
    case "excel-precision-lost": row[0].contains("E+") ? .excelExponent : .excelZeros
    case "masked-value": .masked
    case "date-impossible": .impossibleDate
    case "required-missing": .emptyName
    default: nil
    }
  }
}
