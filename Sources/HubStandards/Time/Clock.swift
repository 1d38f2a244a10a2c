import Glibc

extension CivilDate {
  /// The day that it is now in China.
  package static var today: CivilDate {
    CivilDate(daysSince2000: Int32((Int(time(nil)) + 8 * 3600) / 86_400 - 10_957))!
  }
}

extension Instant {
  /// Now, in microseconds since 1970.
  package static var now: Instant {
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    return Instant(microseconds: Int64(clock.tv_sec) * 1_000_000 + Int64(clock.tv_nsec) / 1000)
  }
}
