import Synchronization

/// Keeps the requests of one connector apart.
final class RequestPace: Sendable {
  private let gap: Duration
  private let next = Mutex<ContinuousClock.Instant?>(nil)

  /// - Parameter perSecond: nil for no limit.
  init(perSecond: Int?) {
    gap = perSecond.map { Duration.seconds(1) / $0 } ?? .zero
  }

  /// Returns when the next request may be sent.
  func turn() async throws {
    guard gap > .zero else { return }
    let now = ContinuousClock.now
    let mine = next.withLock { next in
      let mine = max(next ?? now, now)
      next = mine + gap
      return mine
    }
    if mine > now { try await Task.sleep(until: mine, clock: .continuous) }
  }
}
