import HubModel
import Testing

@testable import HubPolicy

@Suite("Hours, networks, freshness")
struct CircumstanceTests {
  private static func grants(_ tail: String) -> String {
    "grants: [{id: G, title: 甲, read: enterprise, attributes: [code], purposes: [statistics], \(tail)}]"
  }

  private func code(_ policy: CompiledPolicy, _ time: String, network: String? = "10.1.0.5") throws -> DecisionCode {
    policy.decide(
      SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics", network: network, time: try Self.instant(time))
    ).code
  }

  /// `2026-11-25 08:30` in Shanghai.
  private static func instant(_ text: String) throws -> Int64 {
    let words = text.split(separator: " ").map(String.init)
    let day = try #require(CivilDay(words[0]))
    let minute = try #require(TimeWindow.minute(words[1]))
    return day.start + Int64(minute) * 60_000_000
  }

  @Test(
    "A grant holds in its hours of Shanghai only; hours may pass midnight, and belong to the day on which they begin",
    arguments: [
      // 2026-11-25 is a Wednesday.
      ("{days: weekdays, from: \"08:30\", to: \"18:00\"}", "2026-11-25 08:30", true),
      ("{days: weekdays, from: \"08:30\", to: \"18:00\"}", "2026-11-25 08:29", false),
      ("{days: weekdays, from: \"08:30\", to: \"18:00\"}", "2026-11-25 17:59", true),
      ("{days: weekdays, from: \"08:30\", to: \"18:00\"}", "2026-11-25 18:00", false),
      ("{days: weekdays, from: 08:30, to: 18:00}", "2026-11-28 12:00", false),
      ("{days: [weekdays, sat], from: \"08:30\", to: \"18:00\"}", "2026-11-28 12:00", true),
      ("{days: [sun], from: \"00:00\", to: \"24:00\"}", "2026-11-29 23:59", true),
      ("{days: [sun], from: \"00:00\", to: \"24:00\"}", "2026-11-30 00:00", false),
      ("{days: [fri], from: \"22:00\", to: \"06:00\"}", "2026-11-27 22:00", true),
      ("{days: [fri], from: \"22:00\", to: \"06:00\"}", "2026-11-28 05:59", true),
      ("{days: [fri], from: \"22:00\", to: \"06:00\"}", "2026-11-28 06:00", false),
      ("{days: [fri], from: \"22:00\", to: \"06:00\"}", "2026-11-27 05:59", false),
      ("{days: [fri], from: \"22:00\", to: \"06:00\"}", "2026-11-28 22:00", false),
      ("{from: \"18:00\", to: \"00:00\"}", "2026-11-28 23:59", true),
      ("{from: \"18:00\", to: \"00:00\"}", "2026-11-28 00:00", false),
    ])
  func hours(_ hours: String, _ time: String, _ holds: Bool) throws {
    let policy = try SampleSet.policy(rules: Self.grants("hours: \(hours)"))
    #expect(try code(policy, time) == (holds ? .allowed : .outsideHours))
  }

  @Test("A week of minutes: a window and its opposite never agree")
  func complement() throws {
    let day = TimeWindow(days: TimeWindow.everyDay, from: 510, to: 1080)
    let night = TimeWindow(days: TimeWindow.everyDay, from: 1080, to: 510)
    for minute in Int64(0)..<(7 * 1440) {
      let instant = SampleSet.now + minute * 60_000_000
      #expect(day.contains(instant) != night.contains(instant))
    }
    #expect(day.description == "mon tue wed thu fri sat sun 08:30–18:00")
  }

  @Test("A grant's networks narrow those of the client; an address that cannot be read is none of them")
  func networks() throws {
    let policy = try SampleSet.policy(rules: Self.grants("networks: [10.1.0.0/16, \"2001:db8::/32\"]"))
    let cases: [(String?, DecisionCode)] = [
      ("10.1.2.3", .allowed), ("::ffff:10.1.2.3", .allowed), ("2001:db8::1", .allowed), ("10.2.0.1", .networkNotAllowed),
      (nil, .networkNotAllowed),
    ]
    for (network, expected) in cases {
      #expect(try code(policy, "2026-11-25 12:00", network: network) == expected)
    }
  }

  @Test("A deny may be for some hours, networks or purposes; an address that cannot be read does not escape it")
  func denies() throws {
    let grant = Self.grants("expires: 2028-12-31")
    func policy(_ deny: String) throws -> CompiledPolicy {
      try SampleSet.policy(rules: grant + "\ndenies: [{id: D, title: 禁, read: enterprise, \(deny)}]")
    }
    let night = try policy("hours: {from: \"22:00\", to: \"06:00\"}")
    #expect(try code(night, "2026-11-25 23:00") == .deniedByRule)
    #expect(try code(night, "2026-11-25 12:00") == .allowed)
    let place = try policy("networks: [10.2.0.0/16]")
    #expect(try code(place, "2026-11-25 12:00") == .allowed)
    #expect(try code(place, "2026-11-25 12:00", network: "10.2.0.1") == .deniedByRule)
    #expect(try code(place, "2026-11-25 12:00", network: nil) == .deniedByRule)
    let other = try policy("purposes: [permit-acceptance]")
    #expect(try code(other, "2026-11-25 12:00") == .allowed)
  }

  @Test("Of the grants that could apply to a record the strictest freshness counts, before and after it is read")
  func freshness() throws {
    let policy = try SampleSet.policy(
      rules: """
        grants:
          - {id: A, title: 甲, read: enterprise, attributes: [code], purposes: [statistics], when: [state = suspended], fresh_within: 24h}
          - {id: B, title: 乙, read: enterprise, attributes: [code], purposes: [statistics], when: [state = inOperation], fresh_within: 2d}
        """)
    let decision = policy.decide(SampleSet.request(.read, "enterprise", ["code"], purpose: "statistics"))
    #expect(decision.maxAge == 86_400)
    let settled = decision.settled { _ in "inOperation" }
    #expect(settled.rule == "tester/B" && settled.maxAge == 86_400)
    #expect(decision.settled { _ in nil }.maxAge == 86_400)
  }

  @Test(
    "Circumstances that say nothing definite are faults",
    arguments: [
      ("hours: {from: \"08:30\"}", "missing-key"), ("hours: {from: \"8:30\", to: \"18:00\"}", "not-a-time"),
      ("hours: {from: \"08:60\", to: \"18:00\"}", "not-a-time"), ("hours: {from: \"24:00\", to: \"06:00\"}", "hours-empty"),
      ("hours: {from: \"08:00\", to: \"08:00\"}", "hours-empty"), ("hours: {from: \"08:00\", to: \"24:01\"}", "not-a-time"),
      ("hours: {days: [monday], from: \"08:00\", to: \"09:00\"}", "unknown-day"),
      ("hours: {days: [], from: \"08:00\", to: \"09:00\"}", "empty-list"),
      ("hours: {days: \"*\", from: \"08:00\", to: \"09:00\"}", "wildcard"),
      ("hours: {day: [mon], from: \"08:00\", to: \"09:00\"}", "unknown-key"), ("networks: []", "empty-list"),
      ("networks: [10.1.0.5/16]", "network-host-bits"), ("networks: [0.0.0.0/0]", "wildcard"),
      ("fresh_within: 24", "not-a-duration"),
      ("max_age: 24h", "unknown-key"), ("break_glass: true", "wrong-kind"), ("break_glass: {}", "missing-key"),
      ("break_glass: {reason_required: false}", "break-glass-without-reason"), ("require: [emergency]", "emergency-required"),
    ])
  func faults(_ tail: String, _ code: String) {
    let (set, found) = SampleSet.load(rules: Self.grants(tail))
    #expect(set == nil && found.filter { $0.code != "no-key" }.map(\.code) == [code])
  }
}
