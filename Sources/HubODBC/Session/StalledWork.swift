import Glibc
import HubModel

/// What sessions of this process still do although nobody waits for it: drivers block, and not every block can be ended.
final class StalledWork {
  static let shared = StalledWork()
  private static let atMost = 8
  /// What ends within this time was only slow to be told.
  private static let grace = Duration.seconds(30)

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var running: Set<ObjectIdentifier> = []
  private var abandoned: [ObjectIdentifier: ContinuousClock.Instant] = [:]

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func begin(_ work: ObjectIdentifier) { locked { _ = running.insert(work) } }

  func end(_ work: ObjectIdentifier) {
    locked {
      running.remove(work)
      abandoned[work] = nil
    }
  }

  /// Nobody waits for the work any more; nothing where it is not under way.
  func abandon(_ work: ObjectIdentifier, at now: ContinuousClock.Instant = .now) {
    locked {
      guard running.contains(work) else { return }
      abandoned[work] = now
    }
  }

  /// - Throws: transient `sessions-stalled`.
  func check(at now: ContinuousClock.Instant = .now) throws(HubError) {
    let count = locked { abandoned.values.filter { $0.duration(to: now) >= Self.grace }.count }
    guard count > Self.atMost else { return }
    throw HubError(
      "sessions-stalled", "\(count) sessions of this process hang in their drivers; no further one is opened.",
      remedy: "See why their databases do not answer; a restart of the process ends them.", persistence: .transient)
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}

/// Every access to the state is under `mutex`.
extension StalledWork: @unchecked Sendable {}
