import Glibc

/// What a session's thread has to do, in order.
final class JobQueue {
  typealias Job = @Sendable (SessionWorker) -> Void

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let hasNews = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [Job] = []
  private var isClosed = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(hasNews, nil)
  }

  deinit {
    pthread_cond_destroy(hasNews)
    pthread_mutex_destroy(mutex)
    hasNews.deallocate()
    mutex.deallocate()
  }

  /// False where the session was closed.
  func push(_ job: @escaping Job) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isClosed else { return false }
    jobs.append(job)
    pthread_cond_signal(hasNews)
    return true
  }

  /// Jobs that wait are still done; each finds that nobody wants its answer.
  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_signal(hasNews)
    pthread_mutex_unlock(mutex)
  }

  /// Blocks the session's thread; nil when it may end.
  func next() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while jobs.isEmpty, !isClosed { pthread_cond_wait(hasNews, mutex) }
    return jobs.isEmpty ? nil : jobs.removeFirst()
  }
}

/// Every access to the state is under `mutex`.
extension JobQueue: @unchecked Sendable {}
