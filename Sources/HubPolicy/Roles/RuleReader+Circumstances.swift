import HubModel
import HubYAML

/// When a rule applies, and in which emergency.
extension RuleReader {
  static let hoursKeys = ["days", "from", "to"]
  static let breakGlassKeys = ["reason_required"]

  /// `hours: {days: [mon, tue], from: "08:30", to: "18:00"}`; without `days` every day.
  func hours(_ node: YAMLNode?) -> TimeWindow? {
    guard let node, let parts = reader.mapping(node, keys: RuleReader.hoursKeys, required: ["from", "to"]) else { return nil }
    let days = parts["days"].map(days) ?? TimeWindow.everyDay
    let from = clock(parts["from"])
    let to = clock(parts["to"])
    guard let from, let to else { return nil }
    guard from != to, from < TimeWindow.minutesOfDay else {
      reader.report(node, "hours-empty", zh: "时段为空：全天写 00:00 至 24:00", en: "the hours are empty: a whole day is 00:00 to 24:00")
      return nil
    }
    return TimeWindow(days: days, from: from, to: to)
  }

  /// A list of days, or the word `weekdays`, which may also stand in the list.
  private func days(_ node: YAMLNode) -> UInt8 {
    let known = TimeWindow.dayWords + ["weekdays"]
    let words = node.scalar == nil ? knownList(node, in: known, "unknown-day", zh: "星期", en: "day") ?? [] : [day(word: node, known)]
    var days: UInt8 = 0
    for word in words {
      if word == "weekdays" { days |= TimeWindow.weekdays }
      if let place = TimeWindow.dayWords.firstIndex(of: word) { days |= 1 << UInt8(place) }
    }
    return days
  }

  private func day(word node: YAMLNode, _ known: [String]) -> String {
    self.known(node, in: known, "unknown-day", zh: "星期", en: "day") ?? ""
  }

  /// With or without quotes: `08:30` is no number here.
  private func clock(_ node: YAMLNode?) -> Int? {
    guard let node else { return nil }
    if let minute = node.scalar.flatMap(TimeWindow.minute) { return minute }
    reader.report(node, "not-a-time", zh: "此处应为时刻，例如 08:30", en: "expected a time of day such as 08:30")
    return nil
  }

  /// `break_glass: {reason_required: true}`: written out, so that whoever reads the role sees what the caller has to give.
  func isBreakGlass(_ node: YAMLNode?) -> Bool {
    guard let node else { return false }
    let parts = reader.mapping(node, keys: RuleReader.breakGlassKeys, required: RuleReader.breakGlassKeys)
    if let reason = parts?["reason_required"], reader.bool(reason) == false {
      reader.report(
        reason, "break-glass-without-reason", zh: "应急授权必须要求说明事由（true）", en: "an emergency needs a stated reason: true")
    }
    return true
  }
}

/// `"*"`: all that there is, and all that there will be.
extension RuleReader {
  /// True where a grant says `"*"` and gives a reason for it; without one `known` refuses the word.
  func isWildcard(_ node: YAMLNode?, reason: String?) -> Bool {
    guard let node, node.scalar == "*", reason != nil else { return false }
    reader.report(
      node, "wildcard", zh: "通配符也包含今后新增的内容，生产环境不接受", en: "a wildcard also covers what is added later; production refuses it",
      severity: .warning)
    return true
  }
}
