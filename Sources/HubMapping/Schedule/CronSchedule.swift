import HubStandards

/// When a dataset is read by itself: a cron expression on the clocks of a zone.
///
/// Where clocks are put forward, a time that they skip is kept at the first instant after the gap; where they are put back, a
/// time that comes twice is kept the first time only.
package struct CronSchedule: Sendable, Equatable {
  package let expression: CronExpression
  package let zone: ScheduleZone

  package init(_ expression: CronExpression, in zone: ScheduleZone) {
    self.expression = expression
    self.zone = zone
  }

  /// The first time kept after an instant, in seconds since 1970; nil where there is none for forty years.
  package func next(after seconds: Int64) -> Int64? {
    // What the clocks showed before this lies before `seconds`, whatever they do within a day of it.
    let start = seconds + min(zone.offset(at: seconds), zone.offset(at: seconds + Self.day))
    let first = start >= 0 ? start / Self.day : (start - Self.day + 1) / Self.day
    for day in first...first + Self.horizon {
      guard let date = Int32(exactly: day - Self.daysTo2000).flatMap(CivilDate.init(daysSince2000:)) else { return nil }
      if expression.holds(date), let found = moment(on: day * Self.day, after: seconds, from: start) { return found }
    }
    return nil
  }

  /// - Parameters:
  ///   - midnight: of the day, in local seconds.
  ///   - start: local seconds before which nothing is to be looked for.
  private func moment(on midnight: Int64, after seconds: Int64, from start: Int64) -> Int64? {
    for hour in expression.hours.list {
      for minute in expression.minutes.list {
        let local = midnight + Int64(hour * 3600 + minute * 60)
        guard local >= start else { continue }
        let found = zone.instant(local: local)
        if found > seconds { return found }
      }
    }
    return nil
  }

  private static let day: Int64 = 86_400
  private static let daysTo2000: Int64 = 10_957
  /// Days: 29 February on a given weekday comes once in 28 years, across 2100 in 40.
  private static let horizon: Int64 = 14_700
}
