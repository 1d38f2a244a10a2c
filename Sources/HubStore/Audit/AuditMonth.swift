import Glibc

/// Months of UTC, by which the audit is kept. Times are milliseconds since 1970, as writers' UUIDs count.
package enum AuditMonth {
  package static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }

  /// The first moment of the next month.
  package static func end(of time: UInt64) -> UInt64 {
    var seconds = time_t(time / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var next = tm()
    next.tm_year = parts.tm_year
    next.tm_mon = parts.tm_mon + 1
    next.tm_mday = 1
    return UInt64(timegm(&next)) * 1000
  }
}
