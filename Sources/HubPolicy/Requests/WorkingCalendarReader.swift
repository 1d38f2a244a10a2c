import HubModel
import HubYAML

/// `calendar.yaml`: a list of years.
struct WorkingCalendarReader: PolicyFileReader {
  static let keys = ["year", "notice", "holidays", "workdays"]
  static let holidayKeys = ["title", "from", "to"]
  let reader: YAMLReader

  func calendar() -> WorkingCalendar? {
    guard let root = reader.mapping(reader.root, keys: ["calendar"], required: ["calendar"]) else { return nil }
    var years: [WorkingCalendar.Year] = []
    for item in reader.list(root["calendar"]) ?? [] {
      guard let next = year(item) else { continue }
      if years.contains(where: { $0.year == next.year }) {
        reader.report(item, "duplicate-year", zh: "\(next.year) 年重复", en: "\(next.year) is listed twice")
      }
      years.append(next)
    }
    return WorkingCalendar(years)
  }

  private func year(_ node: YAMLNode) -> WorkingCalendar.Year? {
    guard let parts = reader.mapping(node, keys: Self.keys, required: Self.keys),
      let year = reader.int(parts["year"], in: 2000...2100), let notice = text(parts["notice"])
    else { return nil }
    var holidays: Set<Int64> = []
    for item in reader.list(parts["holidays"]) ?? [] { holidays.formUnion(span(item, in: year)) }
    let workdays = (reader.list(parts["workdays"]) ?? []).compactMap { item in
      day(item).flatMap { checked($0, in: year, item)?.number }
    }
    if let both = workdays.first(where: holidays.contains) {
      reader.report(
        parts["workdays"], "day-off-and-worked", zh: "\(CivilDay(number: both).text) 既是假日又是上班日",
        en: "\(CivilDay(number: both).text) is both a day off and worked")
    }
    return WorkingCalendar.Year(year: year, notice: notice, holidays: holidays, workdays: Set(workdays))
  }

  private func span(_ node: YAMLNode, in year: Int) -> [Int64] {
    guard let parts = reader.mapping(node, keys: Self.holidayKeys, required: Self.holidayKeys) else { return [] }
    _ = text(parts["title"])
    guard let from = day(parts["from"]), let to = day(parts["to"]), checked(from, in: year, parts["from"]) != nil,
      checked(to, in: year, parts["to"]) != nil
    else { return [] }
    guard from <= to else {
      reader.report(parts["to"], "never-valid", zh: "截止日期早于起始日期", en: "it ends before it begins")
      return []
    }
    return Array(from.number...to.number)
  }

  private func checked(_ day: CivilDay, in year: Int, _ node: YAMLNode?) -> CivilDay? {
    if day.year == year { return day }
    reader.report(node, "day-of-another-year", zh: "\(day.text) 不在 \(year) 年", en: "\(day.text) is not in \(year)")
    return nil
  }
}
