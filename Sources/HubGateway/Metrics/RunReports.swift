import HubStore
import Synchronization

/// The runs of the datasets, and how many requests for data are late, as `/metrics` tells them: asked of the database when
/// somebody looks, at most once in five seconds.
final class RunReports: Sendable {
  private struct Held: Sendable {
    var askedAt: ContinuousClock.Instant?
    var runs: [DatasetRuns] = []
    var overdueRequests: Int64?
  }

  static let interval = Duration.seconds(5)
  private let held = Mutex(Held())

  /// What was told last where it is not time yet, somebody else asks at this moment, or the store is away.
  func current(_ store: any VerificationStore, now: ContinuousClock.Instant = .now) async -> [DatasetRuns] {
    if takesTurn(now), let fresh = try? await store.runs() {
      held.withLock { $0.runs = fresh }
      if let overdue = try? await store.overdueRequests() { held.withLock { $0.overdueRequests = overdue } }
    }
    return held.withLock { $0.runs }
  }

  /// As `current` last heard; nil before.
  var overdueRequests: Int64? { held.withLock { $0.overdueRequests } }

  private func takesTurn(_ now: ContinuousClock.Instant) -> Bool {
    held.withLock { held in
      if let asked = held.askedAt, asked.duration(to: now) < Self.interval { return false }
      held.askedAt = now
      return true
    }
  }
}
