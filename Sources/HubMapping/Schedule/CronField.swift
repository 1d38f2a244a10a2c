/// One of the five fields of a cron expression, in their order.
package enum CronField: Int, CaseIterable, Sendable {
  case minute, hour, dayOfMonth, month, dayOfWeek

  /// What may be written; as a day of the week 7 is Sunday too.
  var range: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...7
    }
  }

  /// What a star stands for: each value once.
  var whole: ClosedRange<Int> { self == .dayOfWeek ? 0...6 : range }

  /// Words that stand for the numbers from `firstName` on.
  var names: [String] {
    switch self {
    case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    default: []
    }
  }

  var firstName: Int { self == .month ? 1 : 0 }

  var zh: String {
    switch self {
    case .minute: "分"
    case .hour: "时"
    case .dayOfMonth: "日"
    case .month: "月"
    case .dayOfWeek: "星期"
    }
  }

  var en: String {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .dayOfMonth: "day of the month"
    case .month: "month"
    case .dayOfWeek: "day of the week"
    }
  }
}
