import HubModel
import HubPolicy
import HubStore

/// A request as commands tell it, to people and to scripts.
struct RequestLine: Encodable {
  struct Act: Encodable {
    var act: String
    var person: String
    var on: String
    var reason: String?
  }

  var id: String
  /// Nil where the file is gone.
  var title: String?
  var unit: String?
  var state: String
  var share: String
  var filedOn: String
  var due: String?
  var overdue: Bool
  var requester: String?
  var provider: String?
  /// Years of the clock that the calendar does not have: counted without holidays.
  var yearsWithoutCalendar: [Int]
  var acts: [Act]

  init(_ history: RequestHistory, _ set: PolicySet, on today: CivilDay) {
    let request = set.request(history.id)
    let standing = history.standing
    id = history.id
    title = request?.title
    unit = request?.unit.name
    state = standing.state.rawValue
    share = standing.share.rawValue
    filedOn = history.filedOn.text
    due = standing.due?.text
    overdue = standing.isOverdue(on: today)
    requester = standing.requester
    provider = standing.provider
    yearsWithoutCalendar = Self.missingYears(standing, set.calendar)
    acts = history.acts.map { Act(act: $0.act, person: $0.person, on: CivilDay(holding: $0.at).text, reason: $0.reason) }
  }

  private static func missingYears(_ standing: RequestStanding, _ calendar: WorkingCalendar) -> [Int] {
    guard let since = standing.since, let due = standing.due else { return [] }
    return calendar.missingYears(from: since, to: due)
  }

  /// What is late first, then what is due first.
  static func precedes(_ a: RequestLine, _ b: RequestLine) -> Bool {
    (a.overdue ? 0 : 1, a.due ?? "9999", a.id) < (b.overdue ? 0 : 1, b.due ?? "9999", b.id)
  }

  // MARK: in words

  private static let states: [String: String] = [
    "filed": "待答复", "consented": "已同意，待授权", "refused": "不予共享", "granted": "已授权", "suspended": "已暂停", "ended": "已终止",
  ]

  func stateText(chinese: Bool) -> String { chinese ? Self.states[state] ?? state : state }

  func dueText(chinese: Bool) -> String {
    guard let due else { return "" }
    return overdue ? (chinese ? "\(due) 已逾期" : "\(due) OVERDUE") : due
  }

  /// A sentence for each year that was counted without holidays.
  static func warnings(_ years: Set<Int>, chinese: Bool) -> [String] {
    years.sorted().map {
      chinese ? "日历中没有 \($0) 年：按周末计算，未计节假日" : "the calendar of \($0) is not there: counted without holidays"
    }
  }
}
