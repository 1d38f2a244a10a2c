import Foundation
import Testing

@testable import HubMapping

/// A cron expression on the clocks of a zone, a moment, and the times kept after it.
struct CronCase: Sendable, CustomTestStringConvertible {
  var cron: String
  var zone = "Asia/Shanghai"
  var from: String
  var times: [String]
  var testDescription: String { "\(cron) \(zone) after \(from)" }

  /// `2026-11-25T10:00:00+08:00` → seconds since 1970.
  static func seconds(_ text: String) throws -> Int64 {
    let date = try #require(ISO8601DateFormatter().date(from: text), "\(text)")
    return Int64(date.timeIntervalSince1970)
  }

  static let all = [
    CronCase(
      cron: "30 2 * * *", from: "2026-11-25T10:00:00+08:00", times: ["2026-11-26T02:30:00+08:00", "2026-11-27T02:30:00+08:00"]),
    // The moment itself is over.
    CronCase(cron: "30 23 31 12 *", from: "2026-12-31T23:30:00+08:00", times: ["2027-12-31T23:30:00+08:00"]),
    CronCase(
      cron: "* * * * *", zone: "UTC", from: "2026-12-31T23:59:59Z",
      times: ["2027-01-01T00:00:00Z", "2027-01-01T00:01:00Z"]),
    // Months without a 31st, years without a 29 February, a century without a leap day.
    CronCase(
      cron: "0 0 31 * *", from: "2026-01-31T00:00:00+08:00",
      times: [
        "2026-03-31T00:00:00+08:00", "2026-05-31T00:00:00+08:00", "2026-07-31T00:00:00+08:00",
        "2026-08-31T00:00:00+08:00",
      ]),
    CronCase(
      cron: "0 0 29 FEB *", from: "2026-01-01T00:00:00+08:00",
      times: ["2028-02-29T00:00:00+08:00", "2032-02-29T00:00:00+08:00"]),
    CronCase(cron: "0 0 29 2 *", from: "2096-03-01T00:00:00+08:00", times: ["2104-02-29T00:00:00+08:00"]),
    CronCase(
      cron: "0 0 1 jan,Jul *", from: "2026-11-25T08:05:00+08:00",
      times: ["2027-01-01T00:00:00+08:00", "2027-07-01T00:00:00+08:00"]),
    // Both day fields restricted: either suffices. One begins with a star: both are needed.
    CronCase(
      cron: "0 6 1,15 * MON", from: "2026-11-25T10:00:00+08:00",
      times: [
        "2026-11-30T06:00:00+08:00", "2026-12-01T06:00:00+08:00", "2026-12-07T06:00:00+08:00", "2026-12-14T06:00:00+08:00",
        "2026-12-15T06:00:00+08:00",
      ]),
    CronCase(
      cron: "0 6 */2 * MON", from: "2026-11-25T10:00:00+08:00",
      times: ["2026-12-07T06:00:00+08:00", "2026-12-21T06:00:00+08:00", "2027-01-11T06:00:00+08:00"]),
    CronCase(
      cron: "0 9 * * MON-FRI", from: "2026-11-27T09:00:00+08:00",
      times: ["2026-11-30T09:00:00+08:00", "2026-12-01T09:00:00+08:00"]),
    CronCase(
      cron: "0 9 * * FRI-SUN", from: "2026-11-26T09:00:00+08:00",
      times: [
        "2026-11-27T09:00:00+08:00", "2026-11-28T09:00:00+08:00", "2026-11-29T09:00:00+08:00",
        "2026-12-04T09:00:00+08:00",
      ]),
    CronCase(cron: "0 9 * * 7", from: "2026-11-26T09:00:00+08:00", times: ["2026-11-29T09:00:00+08:00"]),
    CronCase(
      cron: "5-59/20 8-18/5 * * *", from: "2026-11-25T08:05:00+08:00",
      times: [
        "2026-11-25T08:25:00+08:00", "2026-11-25T08:45:00+08:00", "2026-11-25T13:05:00+08:00", "2026-11-25T13:25:00+08:00",
        "2026-11-25T13:45:00+08:00", "2026-11-25T18:05:00+08:00",
      ]),
    // New York puts its clocks forward on 8 March and back on 1 November.
    CronCase(
      cron: "30 2 * * *", zone: "America/New_York", from: "2026-03-07T12:00:00-05:00",
      times: ["2026-03-08T03:00:00-04:00", "2026-03-09T02:30:00-04:00"]),
    CronCase(
      cron: "*/30 * * * *", zone: "America/New_York", from: "2026-03-08T01:00:00-05:00",
      times: ["2026-03-08T01:30:00-05:00", "2026-03-08T03:00:00-04:00", "2026-03-08T03:30:00-04:00"]),
    CronCase(
      cron: "30 1 * * *", zone: "America/New_York", from: "2026-10-31T12:00:00-04:00",
      times: ["2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"]),
    CronCase(
      cron: "30 1 * * *", zone: "America/New_York", from: "2026-11-01T01:00:00-05:00", times: ["2026-11-02T01:30:00-05:00"]),
    CronCase(
      cron: "0 2 * * *", zone: "America/New_York", from: "2026-10-31T12:00:00-04:00",
      times: ["2026-11-01T02:00:00-05:00", "2026-11-02T02:00:00-05:00"]),
    // Shanghai's last summer time, from 14 April to 15 September 1991.
    CronCase(
      cron: "30 2 * * *", from: "1991-04-13T12:00:00+08:00",
      times: ["1991-04-14T03:00:00+09:00", "1991-04-15T02:30:00+09:00"]),
    CronCase(
      cron: "30 1 * * *", from: "1991-09-14T12:00:00+09:00",
      times: ["1991-09-15T01:30:00+09:00", "1991-09-16T01:30:00+08:00"]),
  ]
}

@Suite("cron schedules")
struct CronScheduleTests {
  private static func schedule(_ cron: String, _ zone: String) throws -> CronSchedule {
    CronSchedule(try CronExpression(cron), in: try #require(ScheduleZone(zone)))
  }

  @Test("the times kept after a moment, across month ends, leap days and changes of the clocks", arguments: CronCase.all)
  func times(_ example: CronCase) throws {
    let schedule = try Self.schedule(example.cron, example.zone)
    var moment = try CronCase.seconds(example.from)
    for time in example.times {
      moment = try #require(schedule.next(after: moment))
      let expected = try CronCase.seconds(time)
      #expect(moment == expected, "\(time)")
    }
  }

  @Test(
    "no time is kept twice or out of order, wherever the search begins",
    arguments: ["Asia/Shanghai", "America/New_York", "UTC"])
  func order(_ zone: String) throws {
    let schedule = try Self.schedule("*/20 0-4 * * *", zone)
    // A week around each change of New York's clocks.
    for start: Int64 in [1_772_700_000, 1_793_200_000] {
      var kept: [Int64] = []
      var moment = start
      while moment < start + 7 * 86_400 {
        moment = try #require(schedule.next(after: moment))
        kept.append(moment)
      }
      #expect(kept == kept.sorted() && Set(kept).count == kept.count)
      for (one, next) in zip(kept, kept.dropFirst()) {
        let again = schedule.next(after: one + (next - one) / 2)
        #expect(again == next)
      }
    }
  }

  @Test("blanks between the fields do not matter, and names stand for their numbers")
  func forms() throws {
    let plain = try CronExpression("0 0 * 2 0,1")
    #expect(try CronExpression("  0\t0  *  FEB   sun,Mon ").text == "0 0 * FEB sun,Mon")
    #expect(try CronExpression("0 0 * FEB sun,Mon").weekdays == plain.weekdays)
    #expect(try CronExpression("0 0 * * 7").weekdays == CronExpression("0 0 * * SUN").weekdays)
    #expect(try CronExpression("0 0 * * */2").weekdays.list == [0, 2, 4, 6])
  }

  @Test(
    "what is no cron expression is told by kind",
    arguments: [
      ("30 2 * *", "cron-fields"), ("0 30 2 * * *", "cron-fields"), ("@daily", "cron-fields"), ("", "cron-fields"),
      ("60 2 * * *", "cron-range"), ("0 24 * * *", "cron-range"), ("0 0 0 * *", "cron-range"), ("0 0 32 * *", "cron-range"),
      ("0 0 * 13 *", "cron-range"), ("0 0 * * 8", "cron-range"), ("0 0 * * MOM", "cron-word"), ("a 0 * * *", "cron-word"),
      ("-1 0 * * *", "cron-word"), ("1, 0 * * *", "cron-word"), ("0 0 L * *", "cron-word"), ("0 18-8 * * *", "cron-order"),
      ("*/0 * * * *", "cron-step"), ("*/60 * * * *", "cron-step"), ("5/15 * * * *", "cron-step"), ("*/x * * * *", "cron-step"),
      ("*/ * * * *", "cron-step"), ("0 0 31 2 *", "cron-never"), ("0 0 30,31 FEB MON", "cron-never"),
      ("0 0 31 4,6,9 *", "cron-never"),
    ])
  func faults(_ cron: String, _ code: String) {
    let fault = #expect(throws: CronFault.self) { try CronExpression(cron) }
    #expect(fault?.code == code)
    #expect(fault.map { !$0.zh.isEmpty && !$0.en.isEmpty } == true)
  }

  @Test("a zone is a name of the database: abbreviations and what it lacks are none")
  func zones() {
    #expect(ScheduleZone("Asia/Shanghai")?.offset(at: 0) == 28_800)
    #expect(ScheduleZone("UTC")?.offset(at: 0) == 0)
    for name in ["Asia/Shanghia", "CST", "GMT+8", "", "/", "Shanghai"] { #expect(ScheduleZone(name) == nil, "\(name)") }
  }
}
