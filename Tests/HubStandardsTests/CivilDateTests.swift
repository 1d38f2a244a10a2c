import HubStandards
import Testing

@Suite("Civil dates") struct CivilDateTests {
  @Test(
    "FD-07 a birthday never moves, summer time or not",
    arguments: ["1991-08-01", "1992-08-01", "1986-05-04", "1986-09-14", "1988-04-17", "1940-06-01", "1949-05-28", "1900-12-31"])
  func birthday(text: String) throws {
    let date = try CivilDate.parse(text)
    #expect(date.description == text)
    #expect(CivilDate(daysSince2000: date.daysSince2000) == date)
    #expect(try CivilDate.parse("\(text) 00:00:00").description == text)
    #expect(try Instant.parse("\(text) 00:00:00").shanghaiDate == date)
    let digits = text.replacing("-", with: "")
    #expect(try PersonalNumber.parse("110101\(digits)0010", today: today).birthDate == date)
  }

  @Test(
    "the forms that departments write",
    arguments: [
      "2023-01-05", "2023/1/5", "2023/01/05", "2023-1-5", "20230105", "2023年1月5日", "2023年01月05日", "2023.1.5", "２０２３－０１－０５",
      " 2023-01-05\u{3000}", "2023-01-05T00:00:00", "2023-01-05 00:00:00.000", "2023/1/5 0:00",
    ])
  func forms(text: String) throws { #expect(try CivilDate.parse(text).description == "2023-01-05") }

  @Test(
    "dates that do not exist",
    arguments: [
      "0000-00-00", "2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-04-31", "20230230", "2023-00-10", "2023年2月30日",
    ])
  func impossible(text: String) { #expect(refusal(text) == .dateImpossible) }

  @Test(
    "what is not surely a date",
    arguments: [
      "1/5/2023", "23-01-05", "2023-01", "2023", "2023-01/05", "2023年1月5", "2023-01-05x", "2023-01-05 25:00:00", "202301055",
      "二〇二三年一月五日", "٢٠٢٣-٠١-٠٥", "05-JAN-23", "-2023-01-05",
    ])
  func malformed(text: String) { #expect(refusal(text) == .dateMalformed) }

  @Test("faults that have their own word")
  func words() {
    #expect(refusal("2023-01-05 16:00:00") == .dateHasTime)
    #expect(refusal("44931") == .dateIsSerial)
    #expect(refusal("44931.0") == .dateIsSerial)
    #expect(refusal("") == .placeholder)
    #expect(refusal("1985-**-**") == .maskedValue)
  }

  @Test("a declared pattern is the only one accepted")
  func pattern() throws {
    #expect(try CivilDate.parse("20230105", pattern: .compact).day == 5)
    #expect(fault { () throws(FormatFault) in try CivilDate.parse("2023-01-05", pattern: .compact) } == .dateMalformed)
    #expect(fault { () throws(FormatFault) in try CivilDate.parse("20230105", pattern: .dashed) } == .dateMalformed)
    #expect(DatePattern(pattern: "yyyy/M/d") == .slashed && DatePattern(pattern: "yyyy年M月d日") == .chinese)
    #expect(DatePattern(pattern: "dd.MM.yyyy") == nil)
    for form in DatePattern.allCases { #expect(DatePattern(pattern: form.rawValue) == form) }
  }

  @Test("days since 2000 count as PostgreSQL does")
  func days() {
    #expect(CivilDate(year: 2000, month: 1, day: 1)?.daysSince2000 == 0)
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSince2000 == -10_957)
    #expect(CivilDate(year: 2026, month: 11, day: 25)?.daysSince2000 == 9825)
    #expect(CivilDate(year: 1, month: 1, day: 1)?.daysSince2000 == -730_119)
    for days in stride(from: Int32(-730_119), through: 2_921_939, by: 1) {
      guard let date = CivilDate(daysSince2000: days), date.daysSince2000 == days else {
        Issue.record("day \(days)")
        break
      }
    }
    #expect(CivilDate(daysSince2000: -730_120) == nil && CivilDate(daysSince2000: 2_921_940) == nil)
  }

  private func refusal(_ text: String) -> FormatFault? { fault { () throws(FormatFault) in try CivilDate.parse(text) } }
}
