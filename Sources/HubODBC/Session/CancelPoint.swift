import CODBC
import Glibc

/// The statement that is being executed, for the one call that ODBC allows from another thread.
final class CancelPoint {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var statement: UnsafeMutableRawPointer?

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func enter(_ handle: UnsafeMutableRawPointer) {
    pthread_mutex_lock(mutex)
    statement = handle
    pthread_mutex_unlock(mutex)
  }

  /// Waits for a cancellation under way: nothing else may happen to the statement meanwhile.
  func leave() {
    pthread_mutex_lock(mutex)
    statement = nil
    pthread_mutex_unlock(mutex)
  }

  /// Asks the driver to stop the statement, on a thread of its own: MariaDB's driver signs in a second time for that. Where no
  /// thread can be made, the query runs on to its own end.
  func cancel() { _ = OwnThread.start { self.cancelBlocking() } }

  private func cancelBlocking() {
    pthread_mutex_lock(mutex)
    if let statement { hub_odbc_cancel(statement) }
    pthread_mutex_unlock(mutex)
  }
}

/// Every access to the state is under `mutex`.
extension CancelPoint: @unchecked Sendable {}
