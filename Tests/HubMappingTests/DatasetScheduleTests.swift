import HubModel
import Testing

@testable import HubMapping

@Suite("schedules in mapping files")
struct DatasetScheduleTests {
  private static let path = "public-security/population.yaml"

  private static func edits(_ schedule: String) -> [(String, String)] {
    [("max_age: 72h", "max_age: 72h\nschedule: \(schedule)")]
  }

  private static func words(_ schedule: String, chinese: Bool) throws -> String {
    let (set, diagnostics) = try EditedMappings.load(path, edits(schedule))
    for diagnostic in diagnostics { Issue.record("\(diagnostic.rendered(chinese: false))") }
    return try #require(set).inWords(chinese: chinese, only: "public-security/population")
  }

  @Test("a dataset without one is read by hand; the zone is Asia/Shanghai where none is given")
  func read() throws {
    let set = try RepositoryMappings.load()
    #expect(set.dataset("public-security/population")?.schedule == nil)
    #expect(set.dataset("tax/taxpayers")?.schedule?.expression.text == "0 3 * * MON")
    let edited = try EditedMappings.load(Self.path, Self.edits("{cron: \"30 2 * * *\"}")).0
    let schedule = try #require(edited?.dataset("public-security/population")?.schedule)
    #expect(schedule.expression.text == "30 2 * * *")
    #expect(schedule.zone.name == "Asia/Shanghai")
  }

  @Test(
    "each slip is found, with its place and the nearest word",
    arguments: [
      ("{cron: \"30 2 * *\"}", "cron-fields -"), ("{cron: \"30 2 * * MOM\"}", "cron-word MON"),
      ("{cron: \"60 2 * * *\"}", "cron-range -"),
      ("{cron: \"0 0 31 2 *\"}", "cron-never -"), ("{cron: \"0 2 * * *\", zone: Asia/Shanghia}", "unknown-zone Asia/Shanghai"),
      ("{cron: \"0 2 * * *\", zon: UTC}", "unknown-key zone"), ("{zone: UTC}", "missing-key -"), ("daily", "wrong-kind -"),
    ])
  func slip(_ schedule: String, _ expected: String) throws {
    let found = try EditedMappings.diagnostics(Self.path, Self.edits(schedule))
    #expect(found.map { "\($0.code) \($0.nearest ?? "-")" } == [expected])
    #expect(found.allSatisfy { $0.line > 0 && $0.column > 0 })
  }

  @Test(
    "the schedule is told in both languages",
    arguments: [
      ("30 2 * * *", "每天 02:30", "every day 02:30"), ("0 8,14 * * MON", "星期一 08:00、14:00", "MON 08:00, 14:00"),
      ("0 6 1,15 * *", "每月 1、15 日 06:00", "day 1, 15 06:00"), ("0 0 1 JAN *", "1 月 1 日 00:00", "in JAN day 1 00:00"),
      ("*/15 * * * *", "每天 每小时第 0、15、30、45 分", "every day each hour, minute 0, 15, 30, 45"),
      ("* * * * *", "每天 每小时每分钟", "every day each hour, every minute"),
      ("0 6 1 * MON", "每月 1 日或星期一 06:00", "day 1 or MON 06:00"),
    ])
  func words(_ cron: String, _ zh: String, _ en: String) throws {
    let (inChinese, inEnglish) = (
      try Self.words("{cron: \"\(cron)\"}", chinese: true), try Self.words("{cron: \"\(cron)\"}", chinese: false)
    )
    #expect(inChinese.contains("定时 \(zh)（Asia/Shanghai；\(cron)）"), "\(inChinese)")
    #expect(inEnglish.contains("read \(en) (Asia/Shanghai; \(cron))"), "\(inEnglish)")
  }
}
