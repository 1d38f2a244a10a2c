/// A civil date of Asia/Shanghai, which has had no summer time since 1991.
package struct CivilDay: Sendable, Hashable {
  /// `yyyy-MM-dd`.
  package let text: String
  /// µs since 1970 of its first instant.
  package let start: Int64
  /// µs since 1970 of the first instant after it.
  package var end: Int64 { start + CivilDay.length }

  static let length: Int64 = 86_400_000_000
  private static let offset: Int64 = 8 * 3_600_000_000

  /// `text` is a date that exists.
  package init?(_ text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    self.text = text
    start = Int64(CivilDay.daysSince1970(parts[0], parts[1], parts[2])) * CivilDay.length - CivilDay.offset
  }

  /// `number`: days since 1970-01-01.
  package init(number: Int64) {
    let (year, month, day) = CivilDay.civil(number)
    text = "\(CivilDay.digits(year, 4))-\(CivilDay.digits(month, 2))-\(CivilDay.digits(day, 2))"
    start = number * CivilDay.length - CivilDay.offset
  }

  /// The day that holds the instant, µs since 1970.
  package init(holding instant: Int64) { self.init(number: CivilDay.number(of: instant)) }

  /// Days since 1970-01-01.
  package var number: Int64 { CivilDay.number(of: start) }

  package var year: Int { CivilDay.civil(number).year }

  /// The number of the civil day that holds the instant.
  static func number(of instant: Int64) -> Int64 {
    let local = instant + offset
    return local >= 0 ? local / length : (local + 1) / length - 1
  }

  static func endOfDay(holding instant: Int64) -> Int64 { (number(of: instant) + 1) * length - offset }

  /// Minutes since the civil day of the instant began.
  static func minute(of instant: Int64) -> Int { Int((instant + offset - number(of: instant) * length) / 60_000_000) }

  /// Howard Hinnant's days_from_civil.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Howard Hinnant's civil_from_days.
  static func civil(_ number: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}

extension CivilDay: Comparable {
  package static func < (a: CivilDay, b: CivilDay) -> Bool { a.start < b.start }
}
