/// Asia/Shanghai as the IANA time zone database has it: +08:00, with summer time in 1919, 1940–1949 and 1986–1991.
///
/// Held here and not asked of the system, so that a machine without the database, or with a fixed GMT+8, reads the same instants.
enum ShanghaiTime {
  /// Seconds east of Greenwich at an instant (seconds since 1970).
  static func offset(at seconds: Int64) -> Int64 {
    if seconds < standardBegins { return localMean }
    return isSummer(seconds) ? 32_400 : 28_800
  }

  /// The instant of a local time (µs since 1970 as if it were UTC). A local time that summer time skipped is counted as standard
  /// time, and so is one that came twice, as PostgreSQL does.
  static func instant(local microseconds: Int64) -> Instant {
    let local = (microseconds - (microseconds % 1_000_000 + 1_000_000) % 1_000_000) / 1_000_000
    let asStandard = local - 28_800
    let offset: Int64 =
      if asStandard < standardBegins {
        localMean
      } else if asStandard < lastSummerEnds, summers.contains(where: { asStandard - 3600 >= $0.begin && asStandard < $0.end }) {
        32_400
      } else {
        28_800
      }
    return Instant(microseconds: microseconds - offset * 1_000_000)
  }

  private static func isSummer(_ seconds: Int64) -> Bool {
    seconds < lastSummerEnds && summers.contains { seconds >= $0.begin && seconds < $0.end }
  }

  /// Until 1901 the local mean time of Shanghai.
  private static let localMean: Int64 = 29_143
  private static let standardBegins: Int64 = -2_177_481_943
  private static let lastSummerEnds: Int64 = 684_867_600

  /// Seconds since 1970: begin inclusive, end exclusive.
  private static let summers: [(begin: Int64, end: Int64)] = [
    (-1_600_675_200, -1_585_904_400),  // 1919-04-13 – 1919-09-30
    (-933_667_200, -922_093_200),  // 1940-06-01 – 1940-10-12
    (-908_870_400, -888_829_200),  // 1941-03-15 – 1941-11-01
    (-881_049_600, -767_869_200),  // 1942-01-31 – 1945-09-01
    (-745_833_600, -733_827_600),  // 1946-05-15 – 1946-09-30
    (-716_889_600, -699_613_200),  // 1947-04-15 – 1947-10-31
    (-683_884_800, -670_669_200),  // 1948-05-01 – 1948-09-30
    (-652_348_800, -650_019_600),  // 1949-05-01 – 1949-05-27
    (515_527_200, 527_014_800),  // 1986-05-04 – 1986-09-14
    (545_162_400, 558_464_400),  // 1987-04-12 – 1987-09-13
    (577_216_800, 589_914_000),  // 1988-04-17 – 1988-09-11
    (608_666_400, 621_968_400),  // 1989-04-16 – 1989-09-17
    (640_116_000, 653_418_000),  // 1990-04-15 – 1990-09-16
    (671_565_600, 684_867_600),  // 1991-04-14 – 1991-09-15
  ]
}
