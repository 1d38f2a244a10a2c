import HubModel

/// How long transient faults are tried again: back-off that doubles, with full jitter (AWS Architecture Blog, "Exponential Backoff
/// and Jitter"), within a budget of time and attempts.
package struct RetryBudget: Sendable, Equatable {
  /// Milliseconds from the first failure on in which an attempt may begin.
  package var span: Int
  package var attempts: Int
  /// Milliseconds: the first pause is at most this.
  package var firstPause: Int
  package var longestPause: Int

  package init(span: Int = 120_000, attempts: Int = 8, firstPause: Int = 500, longestPause: Int = 30_000) {
    self.span = span
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
  }

  package static let none = RetryBudget(span: 0, attempts: 1)

  /// Milliseconds to wait before the next attempt; nil where the budget is spent.
  /// - Parameters:
  ///   - failures: how many attempts failed so far, at least 1.
  ///   - elapsed: milliseconds since the first failure.
  ///   - asked: milliseconds that the source itself asked to wait (Retry-After), which count against the budget too.
  ///   - chance: from 0 to 1.
  package func pause(afterFailures failures: Int, elapsed: Int, asked: Int? = nil, chance: Double) -> Int? {
    guard failures < attempts else { return nil }
    let ceiling = min(longestPause, firstPause << min(failures - 1, 20))
    // What a server asks for may be any number: beyond the span all are alike.
    let wanted = min(max(asked ?? 0, 0), span == .max ? span : span + 1)
    let pause = max(wanted, Int(Double(ceiling) * chance))
    let (end, isTooLong) = elapsed.addingReportingOverflow(pause)
    return isTooLong || end > span ? nil : pause
  }

  /// Calls `body` until it succeeds, fails terminally, or the budget is spent; then its last error is thrown.
  /// - Parameter asked: milliseconds that an error's source asked to wait.
  package func retrying<R>(
    asked: (any Error) -> Int? = { _ in nil }, _ body: () async throws -> R
  ) async throws -> R {
    var failures = 0
    var first: ContinuousClock.Instant?
    while true {
      do {
        return try await body()
      } catch let error where (error as? HubError)?.persistence == .transient {
        try Task.checkCancellation()
        failures += 1
        let now = ContinuousClock.now
        first = first ?? now
        let elapsed = (first ?? now).duration(to: now).components
        let milliseconds = Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
        guard
          let pause = pause(
            afterFailures: failures, elapsed: milliseconds, asked: asked(error), chance: .random(in: 0...1))
        else { throw error }
        try await Task.sleep(for: .milliseconds(pause))
      }
    }
  }
}
