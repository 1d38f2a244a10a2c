import Synchronization

/// A clock that stands until it is set.
final class TestClock: Sendable {
  private let time: Atomic<UInt64>

  init(_ now: UInt64) { time = Atomic(now) }

  var now: UInt64 {
    get { time.load(ordering: .relaxed) }
    set { time.store(newValue, ordering: .relaxed) }
  }
}
