import HubModel

/// A time zone without summer time: what naive times of a source are in.
///
/// China has had none since 1991; before that a source's own times differ from this by an hour in summer.
struct TimeZoneOffset: Sendable, Equatable {
  var seconds: Int64

  static let shanghai = TimeZoneOffset(seconds: 8 * 3600)

  init(seconds: Int64) { self.seconds = seconds }

  /// - Parameter text: `Asia/Shanghai`, `UTC`, `+08:00`.
  /// - Throws: `time-zone-unknown`.
  init(_ text: String) throws(HubError) {
    switch text {
    case "Asia/Shanghai", "PRC": seconds = 8 * 3600
    case "UTC", "Z", "GMT": seconds = 0
    default:
      guard let offset = Self.offset(Array(text.utf8)) else {
        throw HubError("time-zone-unknown", "`\(text)` is none of Asia/Shanghai, UTC and offsets like +08:00.")
      }
      seconds = offset
    }
  }

  /// `+08:00` or `+0800` in seconds.
  static func offset(_ text: [UInt8]) -> Int64? {
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), digits.count == 4 else { return nil }
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    guard value / 100 < 15, value % 100 < 60 else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (value / 100 * 3600 + value % 100 * 60)
  }

  /// `+08:00`.
  var text: String {
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }
}

func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
