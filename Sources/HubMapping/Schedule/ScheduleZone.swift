import Foundation

/// A zone of the IANA time zone database: how far its clocks are from Greenwich, then and now.
///
/// Foundation holds the database; asked a few times a second at most.
package struct ScheduleZone: Sendable, Equatable {
  package let name: String
  private let zone: TimeZone

  /// Nil for a name that the database lacks, and for abbreviations: CST is a zone of two continents.
  package init?(_ name: String) {
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    self.zone = zone
  }

  static var names: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// Seconds east of Greenwich at an instant (seconds since 1970).
  package func offset(at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// The instant at which the clocks first show a local time (seconds since 1970 as if it were UTC), or the first one after it
  /// where they skip it.
  package func instant(local: Int64) -> Int64 {
    let before = local - offset(at: local - Self.day)
    let after = local - offset(at: local + Self.day)
    for candidate in [min(before, after), max(before, after)] where offset(at: candidate) == local - candidate {
      return candidate
    }
    return change(between: local - Self.day, and: local + Self.day)
  }

  /// The first instant with the clocks of the end.
  private func change(between start: Int64, and end: Int64) -> Int64 {
    var (low, high) = (start, end)
    let old = offset(at: start)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == old { low = middle } else { high = middle }
    }
    return high
  }

  private static let day: Int64 = 86_400
}
