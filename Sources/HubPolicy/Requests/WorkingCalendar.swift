/// The working days of the State Council's yearly notices: days off, and days off that are worked (调休).
///
/// A year without a notice is counted by its weekends alone, and whoever counts is told so.
package struct WorkingCalendar: Sendable, Equatable {
  package struct Year: Sendable, Equatable {
    package var year: Int
    /// 国办发明电〔2024〕12号.
    package var notice: String
    /// Numbers of days.
    package var holidays: Set<Int64>
    package var workdays: Set<Int64>
  }

  private let years: [Int: Year]

  package init(_ years: [Year] = []) { self.years = Dictionary(years.map { ($0.year, $0) }) { first, _ in first } }

  package func isWorking(_ day: CivilDay) -> Bool { isWorking(day.number, years[day.year]) }

  private func isWorking(_ number: Int64, _ year: Year?) -> Bool {
    if let year {
      if year.workdays.contains(number) { return true }
      if year.holidays.contains(number) { return false }
    }
    // 1970-01-01 was a Thursday.
    let weekday = (number % 7 + 10) % 7
    return weekday < 5
  }

  /// The last of `count` working days; the first of them is the one after `day`.
  package func day(_ count: Int, workingDaysAfter day: CivilDay) -> CivilDay {
    var number = day.number
    var left = count
    while left > 0 {
      number += 1
      if isWorking(number, years[CivilDay.civil(number).year]) { left -= 1 }
    }
    return CivilDay(number: number)
  }

  /// Years of the span of which no notice is there.
  package func missingYears(from start: CivilDay, to end: CivilDay) -> [Int] {
    start.year > end.year ? [] : (start.year...end.year).filter { years[$0] == nil }
  }
}
