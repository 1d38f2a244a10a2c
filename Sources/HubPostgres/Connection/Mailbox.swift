internal import CLibPQ
internal import Synchronization

/// What callers tell the session's thread.
enum Letter: Sendable {
  case request(Request)
  /// The caller no longer waits.
  case abandon(Request)
  case release(Lease)
  /// Asks the server to stop what runs under the lease.
  case interrupt(Lease)
  case listen(channel: String, id: UInt64, AsyncStream<String>.Continuation)
  case unlisten(channel: String, id: UInt64)
  case cancellationSent
  case close(Request?)
  case breakOff
}

/// The locked way into the session's thread; wakes it when it sleeps.
final class Mailbox: Sendable {
  private struct State {
    var letters: [Letter] = []
    var isAsleep = false
    var end: PostgresError?
    var holder: Lease?
  }

  private let state = Mutex(State())
  let wakeUp = hub_wake_open()
  private let requests = Atomic<Int>(0)

  deinit { if wakeUp >= 0 { close(wakeUp) } }

  /// Requests posted and not yet answered.
  var load: Int { requests.load(ordering: .relaxed) }
  func countIn() { requests.add(1, ordering: .relaxed) }
  func countOut() { requests.subtract(1, ordering: .relaxed) }

  /// The error with which the session ended, nil while it runs.
  var end: PostgresError? { state.withLock { $0.end } }

  /// Nil when the letter will be dealt with, else why it will not.
  func post(_ letter: Letter) -> PostgresError? {
    let (end, wakes) = state.withLock { state -> (PostgresError?, Bool) in
      if let end = state.end { return (end, false) }
      state.letters.append(letter)
      defer { state.isAsleep = false }
      return (nil, state.isAsleep)
    }
    if wakes { hub_wake_signal(wakeUp) }
    return end
  }

  /// Whether the current task holds the connection by a lease, so that waiting for the connection would never end.
  var isHeldByCaller: Bool {
    guard let holder = state.withLock({ $0.holder }) else { return false }
    return Lease.held.contains { $0 === holder }
  }

  // MARK: The session's thread

  func take(into letters: inout [Letter]) {
    state.withLock { state in
      state.isAsleep = false
      swap(&state.letters, &letters)
    }
  }

  /// False when letters have arrived meanwhile.
  func fallAsleep() -> Bool {
    state.withLock { state in
      state.isAsleep = state.letters.isEmpty
      return state.isAsleep
    }
  }

  func hold(_ lease: Lease?) { state.withLock { $0.holder = lease } }

  /// No letter is accepted from now on; gives those that were not taken.
  func end(_ error: PostgresError) -> [Letter] {
    state.withLock { state in
      state.end = state.end ?? error
      defer { state.letters = [] }
      return state.letters
    }
  }
}
