package import HubMapping
import HubModel
package import HubPostgres
package import HubStore

/// Starts datasets at their times, in one of several processes: the one that holds the lead, an advisory lock on a connection
/// of its own. A lost connection is a lost lead: jobs under way go on, each holds its dataset's lock, and nothing is started
/// until the lead is regained, here or elsewhere.
package struct Scheduler: Sendable {
  /// How often it looks: as leader what is due, else whether the lead is free.
  package struct Pace: Sendable {
    package var look: Duration
    package var standBy: Duration

    package init(look: Duration = .seconds(1), standBy: Duration = .seconds(5)) {
      self.look = look
      self.standBy = standBy
    }
  }

  private let database: PostgresConfiguration
  private let parallel: Int
  private let pace: Pace
  private let crons: @Sendable (PublishedSet) throws -> [String: CronSchedule]
  private let job: @Sendable (String) async throws -> Void
  private let tell: @Sendable (SchedulerEvent) -> Void
  private let endings = JobEndings()

  /// - Parameters:
  ///   - parallel: most jobs at the same time.
  ///   - crons: the schedules of a published mapping set, by dataset.
  ///   - job: reads one dataset; what it throws says whether it is tried again.
  package init(
    database: PostgresConfiguration, parallel: Int = 2, pace: Pace = Pace(),
    crons: @escaping @Sendable (PublishedSet) throws -> [String: CronSchedule],
    job: @escaping @Sendable (String) async throws -> Void, tell: @escaping @Sendable (SchedulerEvent) -> Void
  ) {
    self.database = database
    self.parallel = parallel
    self.pace = pace
    self.crons = crons
    self.job = job
    self.tell = tell
  }

  /// Runs until the task is cancelled; then jobs under way are cancelled too and waited for. A run that is cut off leaves
  /// nothing that the next one does not put right.
  package func run() async {
    await withDiscardingTaskGroup { jobs in
      var board = SchedulerBoard(parallel: parallel)
      while !Task.isCancelled {
        await term(&jobs, &board)
        try? await Task.sleep(for: pace.standBy)
      }
    }
  }

  /// One try for the lead and, where it is had, all that follows until it is lost.
  private func term(_ jobs: inout DiscardingTaskGroup, _ board: inout SchedulerBoard) async {
    do {
      let connection = try await PostgresConnection.connect(database)
      do {
        if try await takeLead(connection, &board) { try await lead(connection, &jobs, &board) }
      } catch {
        await connection.close()
        throw error
      }
      await connection.close()
    } catch {
      if !Task.isCancelled { say(.lost(Self.reason(error)), &board) }
    }
  }

  private func takeLead(_ connection: PostgresConnection, _ board: inout SchedulerBoard) async throws -> Bool {
    let taken = try await connection.query(
      "SELECT pg_try_advisory_lock($1)", [.int8(AdvisoryLock.scheduler)], prepare: false)
    let leads = taken.bool(0, 0) == true
    say(leads ? .leads : .follows, &board)
    return leads
  }

  /// Comes back by an error only: a lost connection, or the end.
  private func lead(
    _ connection: PostgresConnection, _ jobs: inout DiscardingTaskGroup, _ board: inout SchedulerBoard
  ) async throws {
    while true {
      try await look(connection, &jobs, &board)
      try await Task.sleep(for: pace.look)
    }
  }

  private func say(_ event: SchedulerEvent, _ board: inout SchedulerBoard) {
    if board.isNews(event) { tell(event) }
  }

  private static func reason(_ error: any Error) -> String {
    (error as? PostgresError)?.hubError.description ?? (error as? HubError)?.description ?? "\(type(of: error))"
  }
}

extension Scheduler {
  /// Takes note of what ended, takes a newer mapping set, starts what is due.
  private func look(
    _ connection: PostgresConnection, _ jobs: inout DiscardingTaskGroup, _ board: inout SchedulerBoard
  ) async throws {
    // Taken before the traces are read, so that these tell of what ended.
    let ended = endings.take()
    let traces: RunTraces
    do {
      traces = try await RunTraces.read(on: connection)
    } catch {
      for item in ended { endings.add(item.dataset, item.ending) }
      throw error
    }
    for item in ended { note(item, traces, &board) }
    if traces.mappingSequence != board.sequence { try await plan(traces.mappingSequence, connection, &board) }
    for dataset in board.schedule.start(at: traces.now, traces: traces.datasets) {
      tell(.starts(dataset))
      jobs.addTask { await perform(dataset) }
    }
  }

  private func note(_ item: JobEndings.Item, _ traces: RunTraces, _ board: inout SchedulerBoard) {
    board.schedule.end(item.dataset, item.ending, at: traces.now, chance: .random(in: 0...1))
    let next = board.schedule.next(item.dataset, trace: traces.datasets[item.dataset])
    guard item.ending == .transient, let next else { return }
    tell(.retries(item.dataset, inSeconds: max(0, next - traces.now)))
  }

  private func plan(_ sequence: Int64, _ connection: PostgresConnection, _ board: inout SchedulerBoard) async throws {
    let published = try await PublishedSet.live(.mapping, on: connection)
    board.sequence = sequence
    do {
      let planned = try published.map(crons) ?? [:]
      board.schedule.plan(planned)
      tell(.planned(sequence: sequence, datasets: planned.count))
    } catch {
      tell(.unreadable(sequence: sequence))
    }
  }

  private func perform(_ dataset: String) async {
    do {
      try await job(dataset)
      endings.add(dataset, .settled)
    } catch {
      endings.add(dataset, RunFailure(error, of: dataset).isTransient ? .transient : .settled)
    }
  }
}
