import Glibc
import HubModel

/// Blocks of rows on their way from a session's thread to a task, a few at a time: the thread waits while the task is behind.
/// An answer without rows is its outcome alone.
final class BlockHandOver<Outcome: Sendable> {
  enum Event {
    case block(ODBCBlock)
    case ended(Result<Outcome, HubError>)
  }

  private let capacity: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var waiting: [ODBCBlock] = []
  private var outcome: Result<Outcome, HubError>?
  private var whyGivenUp: HubError?
  /// Counts what happens, so that a watch can tell silence.
  private var turn = 0
  private var reader: CheckedContinuation<Void, Never>?

  init(capacity: Int = 2) {
    self.capacity = max(1, capacity)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(hasRoom, nil)
  }

  deinit {
    pthread_cond_destroy(hasRoom)
    pthread_mutex_destroy(mutex)
    hasRoom.deallocate()
    mutex.deallocate()
  }

  // MARK: the session's thread

  /// Waits for room. False where nobody wants the rows any more.
  func put(_ block: ODBCBlock) -> Bool {
    pthread_mutex_lock(mutex)
    while waiting.count >= capacity, whyGivenUp == nil { pthread_cond_wait(hasRoom, mutex) }
    let isWanted = whyGivenUp == nil
    if isWanted { waiting.append(block) }
    unlockAndWake()
    return isWanted
  }

  func end(_ result: Result<Outcome, HubError>) {
    pthread_mutex_lock(mutex)
    if outcome == nil { outcome = result }
    unlockAndWake()
  }

  var isWanted: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return whyGivenUp == nil
  }

  // MARK: the reading task

  /// The next block, or the end. `silence` is called where nothing came for so many seconds; the read then ends as given up.
  func next(within seconds: Int, silence: @escaping @Sendable () -> Void) async -> Event {
    while true {
      if let event = poll() { return event }
      let turn = currentTurn
      let watch = Task {
        try await Task.sleep(for: .seconds(seconds))
        if self.isSilent(since: turn) {
          self.giveUp(Self.silent)
          silence()
        }
      }
      await withCheckedContinuation { park($0) }
      watch.cancel()
    }
  }

  /// Ends the work soon; idempotent, from any thread.
  func giveUp(_ error: HubError) {
    pthread_mutex_lock(mutex)
    if whyGivenUp == nil { whyGivenUp = error }
    waiting = []
    pthread_cond_signal(hasRoom)
    unlockAndWake()
  }

  private func poll() -> Event? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if !waiting.isEmpty {
      pthread_cond_signal(hasRoom)
      return .block(waiting.removeFirst())
    }
    if let whyGivenUp { return .ended(.failure(whyGivenUp)) }
    return outcome.map { .ended($0) }
  }

  private func park(_ continuation: CheckedContinuation<Void, Never>) {
    pthread_mutex_lock(mutex)
    guard !hasNews else {
      pthread_mutex_unlock(mutex)
      return continuation.resume()
    }
    reader = continuation
    pthread_mutex_unlock(mutex)
  }

  private var currentTurn: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return turn
  }

  private func isSilent(since turn: Int) -> Bool { currentTurn == turn }
  private var hasNews: Bool { !waiting.isEmpty || outcome != nil || whyGivenUp != nil }
  private static var silent: HubError {
    HubError("timed-out", "The database gave no answer in time.", persistence: .transient)
  }

  private func unlockAndWake() {
    turn += 1
    let sleeper = hasNews ? reader : nil
    if sleeper != nil { reader = nil }
    pthread_mutex_unlock(mutex)
    sleeper?.resume()
  }
}

/// Every access to the state is under `mutex`.
extension BlockHandOver: @unchecked Sendable {}
