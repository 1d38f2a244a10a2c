/// A cron expression in the steward's language: `每天 02:30`.
struct CronWords {
  let expression: CronExpression
  let chinese: Bool

  var text: String { "\(days) \(times)" }

  private func say(_ zh: String, _ en: String) -> String { chinese ? zh : en }
  private func joined(_ words: [String]) -> String { words.joined(separator: chinese ? "、" : ", ") }
  private func joined(_ numbers: [Int]) -> String { joined(numbers.map(String.init)) }

  // MARK: the day

  private var days: String {
    let month = isWhole(expression.months, .month) ? "" : monthWords
    return month + dayWords
  }

  private var monthWords: String {
    let months = expression.months.list
    return chinese ? "\(joined(months)) 月" : "in " + joined(months.map { CronField.month.names[$0 - 1] }) + " "
  }

  private var dayWords: String {
    switch (isWhole(expression.days, .dayOfMonth), isWhole(expression.weekdays, .dayOfWeek)) {
    case (true, true): say("每天", "every day")
    case (false, true): dayOfMonthWords
    case (true, false): weekdayWords
    case (false, false):
      dayOfMonthWords + (expression.needsBothDays ? say("且为", " that is ") : say("或", " or ")) + weekdayWords
    }
  }

  private var dayOfMonthWords: String {
    let days = joined(expression.days.list)
    return say(isWhole(expression.months, .month) ? "每月 \(days) 日" : " \(days) 日", "day \(days)")
  }

  private var weekdayWords: String {
    let zh = ["日", "一", "二", "三", "四", "五", "六"]
    return joined(expression.weekdays.list.map { chinese ? "星期\(zh[$0])" : CronField.dayOfWeek.names[$0] })
  }

  // MARK: the time

  private var times: String {
    let (hours, minutes) = (expression.hours.list, expression.minutes.list)
    if hours.count * minutes.count <= Self.mostTimes {
      return joined(hours.flatMap { hour in minutes.map { Self.two(hour) + ":" + Self.two($0) } })
    }
    let listed = say("第 \(joined(minutes)) 分", "minute \(joined(minutes))")
    let minute = isWhole(expression.minutes, .minute) ? say("每分钟", "every minute") : listed
    if isWhole(expression.hours, .hour) { return say("每小时", "each hour, ") + minute }
    return say("\(joined(hours)) 时", "hour \(joined(hours)), ") + minute
  }

  private static let mostTimes = 8

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func isWhole(_ values: CronValues, _ field: CronField) -> Bool { field.whole.allSatisfy(values.contains) }
}
