#if SPREADSHEETS
  /// A count of days as a date: never through an instant or a time zone.
  enum SerialDate: Equatable {
    case text(String)
    /// What is wrong, without the value.
    case invalid(String)

    private static let daySeconds = 86_400.0

    /// - Parameters:
    ///   - raw: days, with the time of day as fraction; rounded to seconds.
    ///   - countsFrom1904: day 0 is 1904-01-01; otherwise day 1 is 1900-01-01, and day 60 is a 1900-02-29 that never was.
    init(_ raw: some Collection<UInt8>, hasDate: Bool, hasTime: Bool, countsFrom1904: Bool) {
      guard DecimalParts(raw) != nil, let serial = Double(String(decoding: raw, as: UTF8.self)), serial.isFinite else {
        self = .invalid("the cell has the format of a date and holds no number")
        return
      }
      // Beyond the year 9999 in both systems.
      guard serial >= 0, serial < 2_958_466 else {
        self = .invalid("the cell has the format of a date and holds a number outside its calendar")
        return
      }
      let total = Int((serial * Self.daySeconds).rounded())
      let (day, seconds) = (total / 86_400, total % 86_400)
      if day == 0, !hasDate {
        self = .text(Self.time(seconds))
        return
      }
      guard let date = Self.date(day, countsFrom1904: countsFrom1904) else {
        let isPhantom = day == 60 && !countsFrom1904
        self = .invalid(
          isPhantom
            ? "the cell holds day 60 of the calendar from 1900, a 1900-02-29 that never was"
            : "the cell has the format of a date and holds a number outside its calendar")
        return
      }
      self = .text(hasTime || seconds != 0 ? "\(date) \(Self.time(seconds))" : date)
    }

    private static func date(_ day: Int, countsFrom1904: Bool) -> String? {
      if countsFrom1904 { return day <= 2_957_003 ? text(daysSince1970: day - 24_107) : nil }
      guard day > 0, day != 60, day <= 2_958_465 else { return nil }
      return text(daysSince1970: day - (day < 60 ? 25_568 : 25_569))
    }

    private static func time(_ seconds: Int) -> String {
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    }

    /// The Gregorian date, by eras of 400 years that begin on the first of March.
    private static func text(daysSince1970: Int) -> String {
      let days = daysSince1970 + 719_468
      let (era, dayOfEra) = (days / 146_097, days % 146_097)
      let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
      let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
      let shifted = (5 * dayOfYear + 2) / 153
      let day = dayOfYear - (153 * shifted + 2) / 5 + 1
      let month = shifted < 10 ? shifted + 3 : shifted - 9
      let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
      return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
  }
#endif
