import Glibc

/// A thread for calls that block, which must never run on the cooperative pool.
final class OwnThread {
  private let body: @Sendable () -> Void

  private init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Runs `body` on a new thread. False where none can be made; then `body` is not called.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let run = Unmanaged.passRetained(OwnThread(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        blockSignals()
        Unmanaged<OwnThread>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, run.toOpaque())
    guard code == 0 else {
      run.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

/// Signals belong to the process's own threads; a driver's socket would raise SIGPIPE here.
private func blockSignals() {
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
}
