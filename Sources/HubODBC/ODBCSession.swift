import HubModel

/// A signed-in session with a database, on a thread of its own: every call of ODBC blocks.
///
/// One question at a time. It ends with `close`, or when nobody holds it any more; then a statement under way is cancelled.
package final class ODBCSession: Sendable {
  let jobs = JobQueue()
  let cancelPoint = CancelPoint()
  let options: ODBCOptions

  private init(_ options: ODBCOptions) { self.options = options }

  deinit { close() }

  /// Signs in and makes the session what the options say.
  /// - Throws: terminal `driver-missing`, `login-denied`, `options-unsuitable`; transient `connection-refused`,
  ///   `connection-lost`, `timed-out`, `sessions-stalled`.
  package static func open(_ options: ODBCOptions, user: String?, password: String?) async throws -> ODBCSession {
    try StalledWork.shared.check()
    let text = try ConnectionText(options.keywords, user: user, password: password)
    let session = ODBCSession(options)
    try session.start()
    do {
      _ = try await session.ask(within: options.loginTimeout + 30) { worker, _ throws(HubError) -> Bool in
        try worker.connect(text)
        return true
      }
    } catch {
      session.close()
      throw error
    }
    return session
  }

  /// Idempotent, from any thread; the thread disconnects by itself.
  package func close() {
    jobs.close()
    cancelPoint.cancel()
  }

  private func start() throws(HubError) {
    let (jobs, cancelPoint, options) = (self.jobs, self.cancelPoint, self.options)
    let isStarted = OwnThread.start {
      let worker = SessionWorker(options, cancelPoint)
      while let job = jobs.next() { job(worker) }
    }
    guard isStarted else {
      throw HubError("odbc-failed", "No thread could be made for the session.", persistence: .transient)
    }
  }

  static var closed: HubError { HubError("connection-lost", "The session was closed.", persistence: .transient) }
}
