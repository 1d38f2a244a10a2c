/// When a right to ask ends, as answers tell it from thirty days before (RFC 8594).
package struct Sunset: Sendable, Equatable {
  /// How long before.
  package static let notice: Int64 = 30 * CivilDay.length

  /// µs since 1970.
  package let at: Int64
  /// HTTP-date (RFC 9110, 5.6.7).
  package let text: String

  init(_ at: Int64) {
    self.at = at
    let seconds = max(at, 0) / 1_000_000
    let days = seconds / 86_400
    let (year, month, day) = CivilDay.civil(days)
    let rest = Int(seconds % 86_400)
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { CivilDay.digits($0, 2) }.joined(separator: ":")
    // 1970-01-01 was a Thursday.
    let weekday = Self.weekdays[Int(days % 7)]
    text = "\(weekday), \(CivilDay.digits(day, 2)) \(Self.months[month - 1]) \(CivilDay.digits(year, 4)) \(time) GMT"
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Decision {
  /// Nil where the right does not end within the notice. Of all grants that could apply the first to end counts, whatever the
  /// record, lest the date tells which of them did; a purpose that ends before ends them all.
  ///
  /// - Parameter time: that of the request, µs since 1970.
  package func sunset(at time: Int64) -> Sunset? {
    let own = grantSunset(at: time)
    guard grant != nil, let end = purpose?.expires?.end, end - time <= Sunset.notice, end < own?.at ?? .max else { return own }
    return Sunset(end)
  }

  private func grantSunset(at time: Int64) -> Sunset? {
    guard let candidates else { return grant?.sunset(at: time) }
    return candidates.compactMap { $0.sunset(at: time) }.min { $0.at < $1.at }
  }
}

extension CompiledGrant {
  func sunset(at time: Int64) -> Sunset? {
    guard let sunset, sunset.at - time <= Sunset.notice else { return nil }
    return sunset
  }
}
