/// A date, or a date and time, as its text in `yyyy-MM-dd HH:mm:ss` form: moved by seconds of a plain calendar, never
/// through an instant. What stands behind the seconds, a fraction or a zone, stays as it is.
struct CivilMoment {
  private let days: Int
  private let second: Int
  private let rest: String

  /// Nil for anything else, `0000-00-00` included.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard
      let year = Self.number(bytes, 0, 4), let month = Self.number(bytes, 5, 2), let day = Self.number(bytes, 8, 2),
      bytes[4] == 0x2D, bytes[7] == 0x2D, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    days = Self.days(year, month, day)
    guard bytes.count > 10 else {
      second = 0
      rest = ""
      return
    }
    guard
      let hours = Self.number(bytes, 11, 2), let minutes = Self.number(bytes, 14, 2), let seconds = Self.number(bytes, 17, 2),
      hours < 24, minutes < 60, seconds < 61
    else { return nil }
    second = hours * 3_600 + minutes * 60 + seconds
    rest = String(decoding: bytes[19...], as: UTF8.self)
  }

  func moved(by seconds: Int) -> String {
    let total = days * 86_400 + second + seconds
    let day = Int((Double(total) / 86_400).rounded(.down))
    let time = total - day * 86_400
    let (year, month, date) = Self.civil(day)
    let clock = "\(Self.padded(time / 3_600)):\(Self.padded(time / 60 % 60)):\(Self.padded(time % 60))"
    return "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(date)) \(clock)\(rest)"
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard bytes.count >= start + count else { return nil }
    var value = 0
    for byte in bytes[start..<(start + count)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private static func padded(_ value: Int, _ width: Int = 2) -> String {
    let text = "\(value)"
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// Days since 1970-01-01 in the Gregorian calendar, years beginning in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let from = month > 2 ? year : year - 1
    let era = from / 400 - (from % 400 < 0 ? 1 : 0)
    let ofEra = from - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097 - (shifted % 146_097 < 0 ? 1 : 0)
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let part = (5 * ofYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
  }
}
