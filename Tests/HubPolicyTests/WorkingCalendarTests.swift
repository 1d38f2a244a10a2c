import Foundation
import HubModel
import Testing

@testable import HubPolicy

@Suite("Working days")
struct WorkingCalendarTests {
  /// The one of the repository.
  static func calendar() throws -> WorkingCalendar {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Policies/calendar.yaml")
      .standardized.path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let (set, found) = PolicySet.load(
      files: [
        PolicyFile(path: "calendar.yaml", text: text),
        PolicyFile(path: "purposes.yaml", text: SampleSet.schemaLine + SampleSet.purposes),
        PolicyFile(path: "masks.yaml", text: SampleSet.schemaLine + SampleSet.masks),
      ], model: SampleSet.model)
    #expect(found == [])
    return try #require(set).calendar
  }

  private static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test(
    "Days off and make-up days of the notices of 2025 and 2026",
    arguments: [
      ("2025-01-01", false), ("2025-01-02", true), ("2025-01-26", true), ("2025-01-28", false), ("2025-02-04", false),
      ("2025-02-05", true), ("2025-02-08", true), ("2025-04-27", true), ("2025-09-28", true), ("2025-10-08", false),
      ("2025-10-11", true), ("2025-10-12", false), ("2026-01-02", false), ("2026-01-04", true), ("2026-02-14", true),
      ("2026-02-23", false), ("2026-02-28", true), ("2026-05-09", true), ("2026-06-19", false), ("2026-09-20", true),
      ("2026-09-25", false), ("2026-10-10", true), ("2026-07-04", false), ("2026-07-06", true),
    ])
  func days(_ text: String, _ isWorking: Bool) throws {
    #expect(try Self.calendar().isWorking(try Self.day(text)) == isWorking)
  }

  @Test(
    "Counting begins on the day after, over holidays and make-up days",
    arguments: [
      ("2026-02-13", 1, "2026-02-14"), ("2026-02-14", 1, "2026-02-24"), ("2026-02-13", 10, "2026-03-05"),
      ("2026-09-24", 1, "2026-09-28"), ("2026-09-30", 1, "2026-10-08"), ("2026-09-30", 10, "2026-10-20"),
      ("2025-09-26", 1, "2025-09-28"), ("2026-07-03", 1, "2026-07-06"), ("2025-12-31", 1, "2026-01-04"),
    ])
  func counted(_ from: String, _ count: Int, _ to: String) throws {
    #expect(try Self.calendar().day(count, workingDaysAfter: try Self.day(from)).text == to)
  }

  @Test("A year without a notice is counted by weekends, and is named")
  func missing() throws {
    let calendar = try Self.calendar()
    #expect(calendar.day(10, workingDaysAfter: try Self.day("2026-12-31")).text == "2027-01-14")
    #expect(calendar.missingYears(from: try Self.day("2026-12-31"), to: try Self.day("2027-01-14")) == [2027])
    #expect(calendar.missingYears(from: try Self.day("2025-12-31"), to: try Self.day("2026-01-14")) == [])
  }

  @Test("Days are the same by text and by number")
  func civil() throws {
    for text in ["1970-01-01", "2000-02-29", "2025-12-31", "2028-02-29", "2100-03-01"] {
      let day = try Self.day(text)
      #expect(CivilDay(number: day.number) == day)
      #expect(CivilDay(holding: day.end - 1) == day)
    }
  }

  @Test("A calendar that contradicts itself is at fault")
  func faults() {
    let text = """
      calendar:
        - year: 2026
          notice: 样例
          holidays:
            - {title: 元旦, from: 2026-01-01, to: 2026-01-03}
            - {title: 春节, from: 2026-02-23, to: 2026-02-15}
          workdays: [2026-01-02, 2027-01-04]
      """
    let codes = SampleSet.load(["calendar.yaml": text]).1.map(\.code)
    #expect(codes.sorted() == ["day-of-another-year", "day-off-and-worked", "never-valid"])
    let year = "  - {year: 2026, notice: 样例, holidays: [], workdays: []}\n"
    #expect(SampleSet.load(["calendar.yaml": "calendar:\n" + year + year]).1.map(\.code) == ["duplicate-year"])
  }
}
