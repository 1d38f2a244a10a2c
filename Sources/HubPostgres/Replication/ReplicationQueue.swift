internal import CLibPQ
internal import Synchronization

/// What a stream of replication brings.
package enum ReplicationEvent: Sendable, Equatable {
  /// A message of the output plugin; see `PgOutput`.
  case message([UInt8])
  /// All that was committed before this place has been handed over.
  case reached(WALPosition)
}

/// Events on their way from the stream's thread to a task, a megabyte at a time: the thread stops reading while the task is
/// behind, and the server with it.
final class ReplicationQueue: Sendable {
  private struct State {
    var events: [ReplicationEvent] = []
    var bytes = 0
    var end: (any Error)?
    var isGivenUp = false
    var isStreaming = false
    var reader: UnsafeContinuation<[ReplicationEvent], any Error>?
    var closer: UnsafeContinuation<Void, Never>?
  }

  static let mostBytes = 1 << 20

  private let state = Mutex(State())
  let wakeUp = hub_wake_open()

  deinit { if wakeUp >= 0 { close(wakeUp) } }

  // MARK: The stream's thread

  var hasRoom: Bool { state.withLock { $0.bytes < Self.mostBytes } }
  var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

  func put(_ events: [ReplicationEvent], bytes: Int) {
    let reader = state.withLock { state -> UnsafeContinuation<[ReplicationEvent], any Error>? in
      if state.reader == nil {
        state.events += events
        state.bytes += bytes
      }
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: events)
  }

  func begin() { state.withLock { $0.isStreaming = true } }

  /// The thread is done; who waits for that goes on.
  func end(_ error: (any Error)?) {
    let reason: any Error = error ?? PostgresError.closed
    let (reader, closer) = state.withLock { state in
      state.end = state.end ?? reason
      state.isStreaming = false
      defer {
        state.reader = nil
        state.closer = nil
      }
      return (state.reader, state.closer)
    }
    reader?.resume(throwing: reason)
    closer?.resume()
  }

  // MARK: The reading task

  /// All that waits, at least one event.
  func next() async throws -> [ReplicationEvent] {
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { wait($0) }
    } onCancel: {
      giveUp()
    }
  }

  /// Ends the stream soon; idempotent, from any thread.
  func giveUp() {
    let reader = state.withLock { state in
      state.isGivenUp = true
      state.end = state.end ?? CancellationError()
      defer { state.reader = nil }
      return state.reader
    }
    hub_wake_signal(wakeUp)
    reader?.resume(throwing: CancellationError())
  }

  func untilEnded() async {
    await withUnsafeContinuation { continuation in
      let isOver = state.withLock { state in
        if state.isStreaming { state.closer = continuation }
        return !state.isStreaming
      }
      if isOver { continuation.resume() }
    }
  }

  private func wait(_ continuation: UnsafeContinuation<[ReplicationEvent], any Error>) {
    let outcome = state.withLock { state -> Result<[ReplicationEvent], any Error>? in
      if !state.isGivenUp, !state.events.isEmpty {
        defer {
          state.events = []
          state.bytes = 0
        }
        return .success(state.events)
      }
      if let end = state.end { return .failure(end) }
      state.reader = continuation
      return nil
    }
    guard let outcome else { return }
    hub_wake_signal(wakeUp)
    continuation.resume(with: outcome)
  }
}
