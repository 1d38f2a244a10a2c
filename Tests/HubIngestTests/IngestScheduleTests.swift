import HubMapping
import HubStore
import Testing

@testable import HubIngest

@Suite("what is due")
struct IngestScheduleTests {
  private static let dataset = "tax/taxpayers"
  /// 2026-11-25T00:00:00Z.
  private static let midnight: Int64 = 1_795_564_800
  private static let hour: Int64 = 3_600
  private static let day: Int64 = 86_400

  private static func daily() throws -> CronSchedule {
    CronSchedule(try CronExpression("30 2 * * *"), in: try #require(ScheduleZone("UTC")))
  }

  /// Every day at 02:30 UTC.
  private static func schedule(_ datasets: [String] = [dataset], parallel: Int = 2) throws -> IngestSchedule {
    let daily = try daily()
    var schedule = IngestSchedule(parallel: parallel)
    schedule.plan(Dictionary(uniqueKeysWithValues: datasets.map { ($0, daily) }))
    return schedule
  }

  private static func traces(_ trace: RunTrace) -> [String: RunTrace] { [dataset: trace] }
  private static let due = midnight + 2 * hour + 1_800

  @Test("a dataset that was never read is due at once, and once only")
  func first() throws {
    var schedule = try Self.schedule()
    #expect(schedule.next(Self.dataset, trace: nil) == .min)
    #expect(schedule.start(at: Self.midnight, traces: [:]) == [Self.dataset])
    #expect(schedule.start(at: Self.midnight + 1, traces: [:]).isEmpty)
    schedule.end(Self.dataset, .settled, at: Self.midnight + 5, chance: 0)
    #expect(schedule.start(at: Self.due - 1, traces: [:]).isEmpty)
    #expect(schedule.start(at: Self.due, traces: [:]) == [Self.dataset])
  }

  @Test("a dataset without a schedule is never due")
  func byHand() throws {
    var schedule = try Self.schedule([])
    #expect(schedule.next(Self.dataset, trace: nil) == nil)
    #expect(schedule.start(at: Self.midnight, traces: Self.traces(RunTrace())).isEmpty)
  }

  @Test("what was read is due at its next time", arguments: [RunTrace.Outcome.applied, .same, .refused])
  func regular(_ outcome: RunTrace.Outcome) throws {
    var schedule = try Self.schedule()
    let traces = Self.traces(RunTrace(startedAt: Self.midnight, outcome: outcome))
    #expect(schedule.next(Self.dataset, trace: traces[Self.dataset]) == Self.due)
    #expect(schedule.start(at: Self.due - 1, traces: traces).isEmpty)
    #expect(schedule.start(at: Self.due, traces: traces) == [Self.dataset])
  }

  @Test("times that were missed are made up by one run, however many they are", arguments: [1, 2, 400] as [Int64])
  func missed(_ days: Int64) throws {
    var schedule = try Self.schedule()
    let now = Self.midnight + 12 * Self.hour
    let traces = Self.traces(RunTrace(startedAt: now - days * Self.day, outcome: .applied))
    #expect(schedule.start(at: now, traces: traces) == [Self.dataset])
    schedule.end(Self.dataset, .settled, at: now + 60, chance: 0)
    let after = Self.traces(RunTrace(startedAt: now + 1, outcome: .applied))
    #expect(schedule.start(at: now + 60, traces: after).isEmpty)
    #expect(schedule.next(Self.dataset, trace: after[Self.dataset]) == Self.due + Self.day)
  }

  @Test("jobs of one dataset never overlap: neither with this process's own nor with another's")
  func overlap() throws {
    var schedule = try Self.schedule()
    let underWay = Self.traces(RunTrace(startedAt: Self.midnight - 9 * Self.day, outcome: .abandoned, isUnderWay: true))
    #expect(schedule.start(at: Self.due, traces: underWay).isEmpty)
    let free = Self.traces(RunTrace(startedAt: Self.midnight - 9 * Self.day, outcome: .applied))
    #expect(schedule.start(at: Self.due, traces: free) == [Self.dataset])
    // Runs over its next times.
    #expect(schedule.start(at: Self.due + 3 * Self.day, traces: free).isEmpty)
    #expect(schedule.running == [Self.dataset])
    schedule.plan([Self.dataset: try Self.daily()])
    #expect(schedule.start(at: Self.due + 3 * Self.day, traces: free).isEmpty, "nor by a new mapping set")
  }

  @Test("at most so many run at a time, those first that wait longest")
  func parallel() throws {
    var schedule = try Self.schedule(["a/a", "a/b", "a/c", "a/d"])
    let long = RunTrace(startedAt: Self.midnight - 9 * Self.day, outcome: .applied)
    let short = RunTrace(startedAt: Self.midnight - Self.day, outcome: .applied)
    let traces = ["a/a": short, "a/b": short, "a/c": long]
    #expect(schedule.start(at: Self.due, traces: traces) == ["a/d", "a/c"])
    #expect(schedule.start(at: Self.due, traces: traces).isEmpty)
    schedule.end("a/c", .settled, at: Self.due + 5, chance: 0)
    #expect(schedule.start(at: Self.due + 5, traces: traces) == ["a/a"])
    #expect(schedule.running == ["a/a", "a/d"])
  }

  @Test("a failure that may pass is tried again after 1, 2, 4 … at most 60 minutes")
  func backOff() throws {
    var schedule = try Self.schedule()
    var now = Self.due
    let traces = Self.traces(RunTrace(startedAt: Self.midnight - Self.day, outcome: .applied))
    #expect(schedule.start(at: now, traces: traces) == [Self.dataset])
    for minutes: Int64 in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
      schedule.end(Self.dataset, .transient, at: now, chance: 0)
      #expect(schedule.next(Self.dataset, trace: traces[Self.dataset]) == now + minutes * 60)
      #expect(schedule.start(at: now + minutes * 60 - 1, traces: traces).isEmpty)
      now += minutes * 60
      #expect(schedule.start(at: now, traces: traces) == [Self.dataset])
    }
  }

  @Test("chance takes up to half of the pause away")
  func chance() {
    #expect(RetryPause.seconds(afterFailures: 1, chance: 0) == 60)
    #expect(RetryPause.seconds(afterFailures: 1, chance: 1) == 30)
    #expect(RetryPause.seconds(afterFailures: 3, chance: 0.5) == 180)
    #expect(RetryPause.seconds(afterFailures: 500, chance: 1) == 1_800)
  }

  @Test("the next regular time comes before a longer pause, and begins a new row of tries")
  func regularBeforeRetry() throws {
    var schedule = try Self.schedule()
    let traces = Self.traces(RunTrace(startedAt: Self.midnight - Self.day, outcome: .applied))
    // Failing since yesterday, the last time just before the regular time.
    var now = Self.due - Self.day
    _ = schedule.start(at: now, traces: traces)
    for _ in 0..<8 { schedule.end(Self.dataset, .transient, at: now, chance: 0) }
    now = Self.due - 60
    #expect(schedule.start(at: now, traces: traces) == [Self.dataset])
    schedule.end(Self.dataset, .transient, at: now + 1, chance: 0)
    #expect(schedule.next(Self.dataset, trace: traces[Self.dataset]) == Self.due)
    #expect(schedule.start(at: Self.due, traces: traces) == [Self.dataset])
    schedule.end(Self.dataset, .transient, at: Self.due + 1, chance: 0)
    #expect(schedule.next(Self.dataset, trace: traces[Self.dataset]) == Self.due + 61)
  }

  @Test("a failure that does not pass by itself waits for the next regular time")
  func terminal() throws {
    var schedule = try Self.schedule()
    let traces = Self.traces(RunTrace(startedAt: Self.midnight - Self.day, outcome: .applied))
    _ = schedule.start(at: Self.due, traces: traces)
    schedule.end(Self.dataset, .settled, at: Self.due + 1, chance: 0)
    let failed = RunTrace(startedAt: Self.due, outcome: .failed, failures: 1)
    #expect(schedule.next(Self.dataset, trace: failed) == Self.due + Self.day)
  }

  @Test("a new leader tries what another left as failed or broken off, after the pause that its failures call for")
  func takenOver() throws {
    let schedule = try Self.schedule()
    for outcome in [RunTrace.Outcome.failed, .abandoned] {
      let trace = RunTrace(startedAt: Self.midnight, outcome: outcome, failures: 3)
      #expect(schedule.next(Self.dataset, trace: trace) == Self.midnight + 240)
    }
  }

  @Test("a run by hand after a failure counts: nothing is tried again")
  func byHandMeanwhile() throws {
    var schedule = try Self.schedule()
    let before = Self.traces(RunTrace(startedAt: Self.midnight - Self.day, outcome: .applied))
    _ = schedule.start(at: Self.due, traces: before)
    schedule.end(Self.dataset, .transient, at: Self.due + 1, chance: 0)
    let after = Self.traces(RunTrace(startedAt: Self.due + 30, outcome: .applied))
    #expect(schedule.start(at: Self.due + 120, traces: after).isEmpty)
    #expect(schedule.next(Self.dataset, trace: after[Self.dataset]) == Self.due + Self.day)
  }
}
