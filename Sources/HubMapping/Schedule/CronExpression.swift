import HubStandards

/// Which minutes of which days a cron expression names: five fields as in cron(5). Pure; it knows no zone.
package struct CronExpression: Sendable, Equatable {
  /// With single blanks between the fields.
  package let text: String
  let minutes: CronValues
  let hours: CronValues
  let days: CronValues
  let months: CronValues
  /// 0 is Sunday.
  let weekdays: CronValues
  /// A day field that begins with a star restricts nothing by itself: then both have to match, else either (Vixie cron).
  let needsBothDays: Bool

  package init(_ text: String) throws(CronFault) {
    let words = text.split { $0 == " " || $0 == "\t" }
    guard words.count == CronField.allCases.count else { throw .fieldCount(words.count) }
    var bits: [UInt64] = []
    for field in CronField.allCases { bits.append(try CronFieldReader(field: field).values(words[field.rawValue])) }
    self.text = words.joined(separator: " ")
    minutes = CronValues(bits: bits[0])
    hours = CronValues(bits: bits[1])
    days = CronValues(bits: bits[2])
    months = CronValues(bits: bits[3])
    weekdays = CronValues(bits: (bits[4] & 0x7F) | (bits[4] >> 7 & 1))
    needsBothDays = words[2].hasPrefix("*") || words[4].hasPrefix("*")
    guard hasDay else { throw .never }
  }

  func holds(_ date: CivilDate) -> Bool {
    guard months.contains(date.month) else { return false }
    let (byDay, byWeekday) = (days.contains(date.day), weekdays.contains(date.weekday))
    return needsBothDays ? byDay && byWeekday : byDay || byWeekday
  }

  /// False where no month named ever has one of the days named.
  private var hasDay: Bool {
    let longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return longest.enumerated().contains { index, length in
      months.contains(index + 1) && (1...length).contains(where: days.contains)
    }
  }
}

/// Small numbers as bits.
struct CronValues: Sendable, Equatable {
  let bits: UInt64

  func contains(_ value: Int) -> Bool { bits >> UInt64(value) & 1 == 1 }
  var list: [Int] { (0..<64).filter(contains) }
}

extension CivilDate {
  /// 0 is Sunday; 2000-01-01 was a Saturday.
  var weekday: Int { (Int(daysSince2000) % 7 + 13) % 7 }
}
