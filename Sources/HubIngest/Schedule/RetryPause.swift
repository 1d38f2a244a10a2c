/// How long a failed run waits for its next try: 1, 2, 4 … at most 60 minutes, of which chance takes up to half away, so that
/// the datasets of one broken source do not come back together.
enum RetryPause {
  /// Seconds.
  /// - Parameters:
  ///   - failures: one after the other up to now, at least 1.
  ///   - chance: from 0 to 1.
  static func seconds(afterFailures failures: Int, chance: Double) -> Int64 {
    let ceiling = min(3_600, Int64(60) << Int64(min(max(failures, 1) - 1, 6)))
    return ceiling - Int64(Double(ceiling / 2) * min(max(chance, 0), 1))
  }
}
