import HubMapping
import HubModel
import HubPostgres
import HubStore
import HubTesting
import Testing

@testable import HubIngest

/// A scheduler whose jobs and words a test sees.
private final class WatchedScheduler: Sendable {
  let jobs: AsyncStream<String>
  let events: AsyncStream<SchedulerEvent>
  private let task: Task<Void, Never>

  /// - Parameter standBy: how long it waits before it tries for the lead again.
  init(
    _ name: String, _ tables: ControlTables, datasets: [String], standBy: Duration,
    job: @escaping @Sendable (String) async throws -> Void = { _ in }
  ) throws {
    let cron = CronSchedule(try CronExpression("0 0 1 1 *"), in: try #require(ScheduleZone("UTC")))
    let (jobs, started) = AsyncStream.makeStream(of: String.self)
    let (events, told) = AsyncStream.makeStream(of: SchedulerEvent.self)
    self.jobs = jobs
    self.events = events
    var database = tables.database.configuration()
    database.applicationName = name
    let scheduler = Scheduler(
      database: database, pace: Scheduler.Pace(look: .milliseconds(20), standBy: standBy),
      crons: { _ in Dictionary(uniqueKeysWithValues: datasets.map { ($0, cron) }) },
      job: { dataset in
        started.yield(dataset)
        try await job(dataset)
      }, tell: { told.yield($0) })
    task = Task { await scheduler.run() }
  }

  func waits(for event: SchedulerEvent) async { _ = await events.first { $0 == event } }

  func waitsForLoss() async {
    _ = await events.first { event in
      if case .lost = event { true } else { false }
    }
  }

  func nextJob() async -> String? { await jobs.first { _ in true } }

  func stop() async {
    task.cancel()
    await task.value
  }
}

@Suite("the scheduler")
struct SchedulerTests {
  private static func endLeader(_ name: String, _ tables: ControlTables) async throws {
    try await tables.sql { connection in
      _ = try await connection.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()",
        [.text(name)], prepare: false)
    }
  }

  @Test(
    "of two one leads; the other takes over when the leader's connection is cut, and jobs under way go on",
    .timeLimit(.minutes(2)))
  func takeOver() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      let (release, releases) = AsyncStream.makeStream(of: Void.self)
      let (ended, ends) = AsyncStream.makeStream(of: Bool.self)
      let first = try WatchedScheduler("scheduler one", tables, datasets: ["a/a"], standBy: .seconds(3_600)) { _ in
        _ = await release.first { _ in true }
        ends.yield(Task.isCancelled)
      }
      await first.waits(for: .leads)
      #expect(await first.nextJob() == "a/a")
      let second = try WatchedScheduler("scheduler two", tables, datasets: ["a/a"], standBy: .milliseconds(20))
      await second.waits(for: .follows)
      try await Self.endLeader("scheduler one", tables)
      await first.waitsForLoss()
      await second.waits(for: .leads)
      #expect(await second.nextJob() == "a/a", "a dataset without a trace is due at once")
      releases.yield()
      #expect(await ended.first { _ in true } == false, "a lost lead cancels nobody's job")
      await second.stop()
      await first.stop()
    }
  }

  @Test("a follower starts nothing, and leads once the leader ends", .timeLimit(.minutes(2)))
  func end() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      let first = try WatchedScheduler("scheduler one", tables, datasets: ["a/a"], standBy: .seconds(3_600))
      #expect(await first.nextJob() == "a/a")
      let second = try WatchedScheduler("scheduler two", tables, datasets: ["a/a"], standBy: .milliseconds(20))
      await second.waits(for: .follows)
      await first.stop()
      await second.waits(for: .leads)
      await second.stop()
    }
  }

  @Test("a dataset whose lock another process holds is left alone until it is free", .timeLimit(.minutes(2)))
  func busy() async throws {
    try await ControlTables.with(["a/a", "a/b"]) { tables in
      let holder = try await tables.database.connect()
      try await holder.query("SELECT pg_advisory_lock($1)", [.int8(AdvisoryLock.datasetBase + 1)])
      let scheduler = try WatchedScheduler("scheduler", tables, datasets: ["a/a", "a/b"], standBy: .milliseconds(20))
      #expect(await scheduler.nextJob() == "a/b")
      await holder.close()
      #expect(await scheduler.nextJob() == "a/a")
      await scheduler.stop()
    }
  }

  @Test(
    "a job that failed for a reason that may pass is announced for another try; ending cancels what runs",
    .timeLimit(.minutes(2)))
  func failure() async throws {
    try await ControlTables.with(["a/a"]) { tables in
      let scheduler = try WatchedScheduler("scheduler", tables, datasets: ["a/a"], standBy: .milliseconds(20)) { _ in
        throw HubError("source-away", "The source is away.", persistence: .transient)
      }
      let event = await scheduler.events.first { if case .retries = $0 { true } else { false } }
      guard case .retries("a/a", let seconds) = event else {
        Issue.record("no word of another try")
        return
      }
      #expect((30...60).contains(seconds))
      await scheduler.stop()
      let endless = try WatchedScheduler("scheduler", tables, datasets: ["a/a"], standBy: .milliseconds(20)) { _ in
        try await Task.sleep(for: .seconds(3_600))
      }
      #expect(await endless.nextJob() == "a/a")
      await endless.stop()
    }
  }
}
