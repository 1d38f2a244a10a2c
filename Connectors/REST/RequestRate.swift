/// Keeps requests apart, whoever sends them.
actor RequestRate {
  private let interval: Duration
  private var next = ContinuousClock.now

  init(perSecond: Int) { interval = .nanoseconds(1_000_000_000 / Int64(max(1, perSecond))) }

  /// Waits for the next free moment.
  func wait() async throws {
    let now = ContinuousClock.now
    let moment = reserve(at: now)
    if moment > now { try await Task.sleep(until: moment, clock: .continuous) }
  }

  /// Takes the next free moment for a request that would go at `now`.
  func reserve(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let moment = max(now, next)
    next = moment + interval
    return moment
  }
}
