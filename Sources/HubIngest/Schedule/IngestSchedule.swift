package import HubMapping
package import HubStore

/// Which datasets are to be read now. Pure: it is told the time, the schedules and what became of past runs.
///
/// A dataset that was never read is due at once. Times that were missed are made up by one run. A run that failed for a reason
/// that may pass is tried again after a pause that doubles, until its next regular time; any other waits for that time.
package struct IngestSchedule: Sendable {
  package enum Ending: Sendable, Equatable {
    /// Applied, the same, refused, or failed for a reason that does not pass by itself.
    case settled
    /// Failed for a reason that may pass.
    case transient
  }

  /// A run that this process started last.
  struct Attempt: Sendable {
    var startedAt: Int64
    /// Nil while it is under way.
    var endedAt: Int64?
    var failures = 0
    var retryAt: Int64?
  }

  /// Most runs at the same time.
  package let parallel: Int
  private var crons: [String: CronSchedule] = [:]
  private var attempts: [String: Attempt] = [:]

  package init(parallel: Int = 2) { self.parallel = parallel }

  /// Takes the schedules of a mapping set; what runs goes on.
  package mutating func plan(_ crons: [String: CronSchedule]) { self.crons = crons }

  package var running: Set<String> { Set(attempts.filter { $0.value.endedAt == nil }.keys) }

  /// The datasets to start now, those first that wait longest. They count as running until `end` is called.
  /// - Parameter now: seconds since 1970, by the clock of the traces.
  package mutating func start(at now: Int64, traces: [String: RunTrace]) -> [String] {
    let running = running
    var due: [(at: Int64, dataset: String)] = []
    for dataset in crons.keys where !running.contains(dataset) && traces[dataset]?.isUnderWay != true {
      if let at = next(dataset, trace: traces[dataset]), at <= now { due.append((at, dataset)) }
    }
    due.sort { ($0.at, $0.dataset) < ($1.at, $1.dataset) }
    let chosen = due.prefix(max(0, parallel - running.count)).map(\.dataset)
    for dataset in chosen { begin(dataset, at: now, trace: traces[dataset]) }
    return chosen
  }

  /// - Parameter chance: from 0 to 1; spreads the next try.
  package mutating func end(_ dataset: String, _ ending: Ending, at now: Int64, chance: Double) {
    guard var attempt = attempts[dataset] else { return }
    attempt.endedAt = now
    attempt.failures = ending == .transient ? attempt.failures + 1 : 0
    attempt.retryAt = nil
    if ending == .transient {
      attempt.retryAt = now + RetryPause.seconds(afterFailures: attempt.failures, chance: chance)
    }
    attempts[dataset] = attempt
  }

  /// When the dataset is to be read next, in seconds since 1970: `Int64.min` for one that was never read, nil for one without a
  /// schedule.
  package func next(_ dataset: String, trace: RunTrace?) -> Int64? {
    guard crons[dataset] != nil else { return nil }
    let times = [regular(dataset, trace), retry(dataset, trace)].compactMap { $0 }
    return times.min()
  }
}

extension IngestSchedule {
  private mutating func begin(_ dataset: String, at now: Int64, trace: RunTrace?) {
    let isRegular = regular(dataset, trace).map { $0 <= now } ?? true
    let known = attempt(dataset, trace)?.failures ?? trace?.failures ?? 0
    attempts[dataset] = Attempt(startedAt: now, failures: isRegular ? 0 : known)
  }

  /// This process's own run, unless somebody else ran the dataset after it.
  private func attempt(_ dataset: String, _ trace: RunTrace?) -> Attempt? {
    guard let attempt = attempts[dataset] else { return nil }
    if let ended = attempt.endedAt, let started = trace?.startedAt, started > ended { return nil }
    return attempt
  }

  private func regular(_ dataset: String, _ trace: RunTrace?) -> Int64? {
    let starts = [attempt(dataset, trace)?.startedAt, trace?.startedAt].compactMap { $0 }
    guard let last = starts.max() else { return .min }
    return crons[dataset]?.next(after: last)
  }

  /// Of a run that another process left as failed or broken off nobody knows whether its reason passes: it is tried.
  private func retry(_ dataset: String, _ trace: RunTrace?) -> Int64? {
    if let attempt = attempt(dataset, trace) { return attempt.retryAt }
    guard let trace, let started = trace.startedAt, trace.outcome == .failed || trace.outcome == .abandoned else { return nil }
    return started + RetryPause.seconds(afterFailures: trace.failures, chance: 0)
  }
}
