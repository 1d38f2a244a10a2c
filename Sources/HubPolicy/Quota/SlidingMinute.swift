/// Counts by the second over the last minute. In no 60 seconds are more than the limit admitted; the oldest second counts whole.
struct SlidingMinute {
  private static let seconds = 61
  private var counts = [UInt32](repeating: 0, count: seconds)
  private var total = 0
  private var newest: Int64 = .min

  /// `second`: since 1970. A clock that goes back counts into the newest second.
  mutating func advance(to second: Int64) {
    guard newest != .min else { return newest = second }
    guard second > newest else { return }
    let steps = min(second - newest, Int64(SlidingMinute.seconds))
    for step in 1...steps {
      let slot = SlidingMinute.slot(newest + step + (second - newest - steps))
      total -= Int(counts[slot])
      counts[slot] = 0
    }
    newest = second
  }

  func isFull(limit: Int) -> Bool { total >= limit }

  mutating func count() {
    counts[SlidingMinute.slot(newest)] += 1
    total += 1
  }

  /// Seconds until the oldest counted second leaves the window.
  var secondsUntilRoom: Int {
    for age in stride(from: Int64(SlidingMinute.seconds - 1), through: 0, by: -1) where counts[SlidingMinute.slot(newest - age)] > 0
    {
      return SlidingMinute.seconds - Int(age)
    }
    return 0
  }

  private static func slot(_ second: Int64) -> Int {
    let rest = Int(second % Int64(seconds))
    return rest < 0 ? rest + seconds : rest
  }
}
