import Glibc

/// The wall clock, as microseconds since 1970 (UTC).
enum WallClock {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
  }
}

/// Civil time of Asia/Shanghai, which has had no summer time since 1991.
struct ShanghaiTime {
  var year: Int
  var month: Int
  var day: Int
  var secondOfDay: Int

  /// `instant`: microseconds since 1970.
  init(_ instant: Int64) {
    let seconds = Int(instant.floored(by: 1_000_000)) + 8 * 3600
    let days = Int(Int64(seconds).floored(by: 86_400))
    secondOfDay = seconds - days * 86_400
    // Howard Hinnant's civil_from_days.
    let shifted = days + 719_468
    let era = Int(Int64(shifted).floored(by: 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `yyyy-MM-dd`.
  var date: String { String(decoding: dateBytes, as: UTF8.self) }

  /// RFC 3339 to the second, `+08:00`.
  var instant: String {
    var bytes = dateBytes
    bytes.append(UInt8(ascii: "T"))
    Self.append(secondOfDay / 3600, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(secondOfDay / 60 % 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(secondOfDay % 60, to: &bytes)
    bytes.append(contentsOf: "+08:00".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  private var dateBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(25)
    Self.append(year / 100, to: &bytes)
    Self.append(year % 100, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(month, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Self.append(day, to: &bytes)
    return bytes
  }

  private static func append(_ twoDigits: Int, to bytes: inout [UInt8]) {
    bytes.append(0x30 + UInt8(twoDigits / 10 % 10))
    bytes.append(0x30 + UInt8(twoDigits % 10))
  }
}

extension Int64 {
  fileprivate func floored(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self + 1) / divisor - 1
  }
}
