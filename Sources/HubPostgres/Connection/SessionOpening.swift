internal import Synchronization

/// Starts a session's thread and waits for it to be connected, no longer than the configured time: name resolution can
/// block beyond any deadline, so the caller does not depend on the thread coming back.
final class SessionOpening: Sendable {
  private enum State {
    case waiting(UnsafeContinuation<Void, any Error>)
    case settled((any Error)?)
    case idle
  }

  private let state = Mutex(State.idle)

  static func open(_ configuration: PostgresConfiguration) async throws -> Mailbox {
    let mailbox = Mailbox()
    guard mailbox.wakeUp >= 0 else { throw PostgresError("53000", "no descriptor could be opened") }
    let opening = SessionOpening()
    let watch = Task {
      try await Task.sleep(for: configuration.connectTimeout + .milliseconds(100))
      _ = opening.settle(PostgresError.connectTimedOut)
    }
    defer { watch.cancel() }
    guard Threads.start({ opening.runSession(configuration, mailbox) }) else {
      throw PostgresError("53000", "no thread could be started")
    }
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { opening.wait($0) }
    } onCancel: {
      _ = opening.settle(CancellationError())
    }
    return mailbox
  }

  /// The body of the thread.
  private func runSession(_ configuration: PostgresConfiguration, _ mailbox: Mailbox) {
    do {
      let link = try Link(configuration, deadline: Clock.deadline(after: configuration.connectTimeout))
      guard settle(nil) else { return }
      Session(link: link, mailbox: mailbox, usesPreparedStatements: configuration.preparedStatements).run()
    } catch {
      _ = settle(error)
    }
  }

  private func wait(_ continuation: UnsafeContinuation<Void, any Error>) {
    let outcome: State = state.withLock { state in
      defer { if case .idle = state { state = .waiting(continuation) } }
      return state
    }
    guard case .settled(let error) = outcome else { return }
    if let error { continuation.resume(throwing: error) } else { continuation.resume() }
  }

  /// False when the outcome was decided before.
  private func settle(_ error: (any Error)?) -> Bool {
    let previous: State = state.withLock { state in
      defer { if case .settled = state {} else { state = .settled(error) } }
      return state
    }
    switch previous {
    case .settled: return false
    case .idle: return true
    case .waiting(let continuation):
      if let error { continuation.resume(throwing: error) } else { continuation.resume() }
      return true
    }
  }
}
