extension Instant: CustomStringConvertible {
  /// Appends RFC 3339 in UTC with microseconds: the canonical form of the type `instant`.
  package func writeUTC(to out: inout [UInt8]) {
    write(local: microseconds, to: &out)
    out.append(ASCII.point)
    out.append(decimal: Int(microsecond), width: 6)
    out.append(0x5A)
  }

  /// Appends RFC 3339 in Asia/Shanghai to the second with its offset, as answers show it.
  package func writeShanghai(to out: inout [UInt8]) {
    let offset = ShanghaiTime.offset(at: (microseconds - microsecond) / 1_000_000)
    write(local: microseconds + offset * 1_000_000, to: &out)
    // RFC 3339 has no seconds in an offset; local mean time before 1901 is rounded down.
    out.append(0x2B)
    out.append(decimal: Int(offset / 3600), width: 2)
    out.append(0x3A)
    out.append(decimal: Int(offset / 60 % 60), width: 2)
  }

  package var description: String {
    var bytes: [UInt8] = []
    writeUTC(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// For people in China: `2026-11-25T10:00:00+08:00`.
  package var shanghai: String {
    var bytes: [UInt8] = []
    writeShanghai(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The civil day in Asia/Shanghai.
  package var shanghaiDate: CivilDate? {
    let seconds = (microseconds - microsecond) / 1_000_000
    return Instant.day((seconds + ShanghaiTime.offset(at: seconds)).flooredQuotient(86_400))
  }

  private var microsecond: Int64 { microseconds - microseconds.flooredQuotient(1_000_000) * 1_000_000 }

  private static func day(_ daysSince1970: Int64) -> CivilDate? {
    Int32(exactly: daysSince1970 - 10_957).flatMap(CivilDate.init(daysSince2000:))
  }

  /// Date and time to the second; the first or last day of the calendar stands for what lies outside it.
  private func write(local: Int64, to out: inout [UInt8]) {
    let seconds = local.flooredQuotient(1_000_000)
    let days = seconds.flooredQuotient(86_400)
    let time = Int(seconds - days * 86_400)
    let outside = days < 0 ? CivilDate(year: 1, month: 1, day: 1) : CivilDate(year: 9999, month: 12, day: 31)
    (Instant.day(days) ?? outside)?.write(to: &out)
    out.append(0x54)
    out.append(decimal: time / 3600, width: 2)
    out.append(0x3A)
    out.append(decimal: time / 60 % 60, width: 2)
    out.append(0x3A)
    out.append(decimal: time % 60, width: 2)
  }
}

extension Int64 {
  /// Rounded towards minus infinity.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
