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
}
