import Glibc
import HubModel

/// Buffers on their way from curl's thread to a task, a few at a time: curl's thread waits while the task is behind.
final class HandOver {
  enum Event {
    case bytes(TransferBuffer)
    case ended(Result<TransferOutcome, HubError>)
  }

  private let capacity: Int
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let hasRoom = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var waiting: [TransferBuffer] = []
  private var outcome: Result<TransferOutcome, HubError>?
  private var isGivenUp = false
  private var reader: CheckedContinuation<Void, Never>?

  init(capacity: Int) {
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

  // MARK: curl's thread

  /// Waits for room. False where nobody wants the bytes any more.
  func put(_ buffer: TransferBuffer) -> Bool {
    pthread_mutex_lock(mutex)
    while waiting.count >= capacity, !isGivenUp { pthread_cond_wait(hasRoom, mutex) }
    if !isGivenUp { waiting.append(buffer) }
    let isWanted = !isGivenUp
    unlockAndWake()
    return isWanted
  }

  func end(_ result: Result<TransferOutcome, HubError>) {
    pthread_mutex_lock(mutex)
    outcome = result
    unlockAndWake()
  }

  var isWanted: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return !isGivenUp
  }

  // MARK: the reading task

  func next() async -> Event {
    while true {
      if let event = poll() { return event }
      await withCheckedContinuation { park($0) }
    }
  }

  /// Ends the transfer soon; idempotent, from any thread.
  func giveUp() {
    pthread_mutex_lock(mutex)
    isGivenUp = true
    waiting = []
    pthread_cond_signal(hasRoom)
    unlockAndWake()
  }

  /// Buffers the task has not taken.
  var waitingCount: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return waiting.count
  }

  private func poll() -> Event? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if !waiting.isEmpty {
      pthread_cond_signal(hasRoom)
      return .bytes(waiting.removeFirst())
    }
    if isGivenUp { return .ended(.failure(Self.givenUp)) }
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

  private var hasNews: Bool { !waiting.isEmpty || outcome != nil || isGivenUp }
  private static var givenUp: HubError { HubError("transfer-given-up", "The transfer was given up.", persistence: .transient) }

  private func unlockAndWake() {
    let sleeper = hasNews ? reader : nil
    if sleeper != nil { reader = nil }
    pthread_mutex_unlock(mutex)
    sleeper?.resume()
  }
}

/// Every access to the state is under `mutex`.
extension HandOver: @unchecked Sendable {}
