/// Hours of every week in Asia/Shanghai. It knows nothing of public holidays.
package struct TimeWindow: Sendable, Hashable {
  static let dayWords = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  static let everyDay: UInt8 = 0b111_1111
  /// Monday to Friday, holidays or not: the working days of `calendar.yaml` are others.
  static let weekdays: UInt8 = 0b001_1111
  static let minutesOfDay = 24 * 60

  /// Monday is the lowest bit.
  var days: UInt8
  /// Minutes of the day, of which `to` is the first one outside.
  var from: Int
  /// Where it is before `from` the window passes midnight; the hours after midnight belong to the day on which it began.
  var to: Int

  /// `instant`: µs since 1970.
  package func contains(_ instant: Int64) -> Bool {
    let day = CivilDay.number(of: instant)
    let minute = CivilDay.minute(of: instant)
    if from < to { return holds(day) && minute >= from && minute < to }
    return holds(day) && minute >= from || holds(day - 1) && minute < to
  }

  /// Day 0 was a Thursday.
  private func holds(_ day: Int64) -> Bool {
    let weekday = ((day + 3) % 7 + 7) % 7
    return days & 1 << UInt8(weekday) != 0
  }
}

extension TimeWindow: CustomStringConvertible {
  package var description: String {
    let words = TimeWindow.dayWords.enumerated().filter { days & 1 << UInt8($0.offset) != 0 }.map(\.element)
    return "\(words.joined(separator: " ")) \(TimeWindow.clock(from))–\(TimeWindow.clock(to))"
  }

  private static func clock(_ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }

  /// `HH:mm` → the minute of the day; `24:00` is the end of the day. Nil for anything else.
  static func minute(_ text: String) -> Int? {
    let bytes = text.utf8.map { Int($0) - 0x30 }
    guard bytes.count == 5, bytes[2] == 0x0A, [0, 1, 3, 4].allSatisfy({ (0...9).contains(bytes[$0]) }) else { return nil }
    let (hour, minute) = (bytes[0] * 10 + bytes[1], bytes[3] * 10 + bytes[4])
    guard minute < 60, hour < 24 || hour == 24 && minute == 0 else { return nil }
    return hour * 60 + minute
  }
}
