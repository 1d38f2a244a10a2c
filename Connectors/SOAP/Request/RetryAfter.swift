/// How long a service asks to be left alone (RFC 9110 section 10.2.3).
enum RetryAfter {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// - Parameter now: seconds since 1970.
  /// - Returns: seconds, at least 0; nil where `text` is neither a number nor a date.
  static func seconds(_ text: String, now: Int64) -> Int? {
    let text = text.drop { $0 == " " }
    if let number = Int(text) { return min(max(number, 0), 86_400) }
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, let day = Int(parts[1]), let year = Int(parts[3]) else { return nil }
    let date = CivilTime(year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2])
    guard let instant = date.microseconds(offset: 0) else { return nil }
    return Int(min(max(instant / 1_000_000 - now, 0), 86_400))
  }
}
