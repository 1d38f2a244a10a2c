import HubModel

/// How a source writes the times, or the numbers, that its rows are read on by.
struct TimeFormat: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case year, month, day, hour, minute, second
    /// Digits of the fraction of a second.
    case fraction(Int)
    /// `+08:00`, or `Z` when read.
    case zone
    case text([UInt8])
  }

  enum Kind: Sendable, Equatable {
    /// A number that only grows, and is no time.
    case number
    /// Since 1970.
    case seconds, milliseconds
    case pattern([Part])
  }

  let kind: Kind
  let zone: TimeZoneOffset

  /// - Parameter text: `number`, `unix`, `unix_ms`, or a pattern such as `yyyy-MM-dd HH:mm:ss`; letters of its own stand in
  ///   apostrophes: `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`.
  /// - Throws: `time-format-malformed`.
  init(_ text: String, zone: TimeZoneOffset) throws(HubError) {
    self.zone = zone
    switch text {
    case "number": kind = .number
    case "unix": kind = .seconds
    case "unix_ms": kind = .milliseconds
    default:
      guard let parts = Self.parts(Array(text.utf8)) else {
        throw HubError(
          "time-format-malformed", "`\(text)` is no format of times.",
          remedy: "Write number, unix, unix_ms, or a pattern of yyyy MM dd HH mm ss SSS XXX.")
      }
      kind = .pattern(parts)
    }
  }

  var isTime: Bool { kind != .number }

  /// Where a read begins that goes back from `since`.
  /// - Parameter overlap: seconds; of numbers so many of them, down to 0.
  func start(_ since: Int64, overlap: Int64) -> Int64 {
    let (from, isBeyond) = since.subtractingReportingOverflow(isTime ? overlap * 1000 : overlap)
    if isBeyond { return .min }
    return isTime || since < 0 ? from : max(0, from)
  }

  private static func parts(_ pattern: [UInt8]) -> [Part]? {
    var parts: [Part] = []
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      let run = pattern[index...].prefix { $0 == byte }.count
      if byte == UInt8(ascii: "'") {
        guard let end = pattern[(index + 1)...].firstIndex(of: byte) else { return nil }
        parts.append(.text(end == index + 1 ? [byte] : Array(pattern[(index + 1)..<end])))
        index = end + 1
        continue
      }
      guard let part = part(byte, run) else { return nil }
      parts.append(part)
      index += run
    }
    return parts.contains(.year) ? parts : nil
  }

  private static func part(_ byte: UInt8, _ run: Int) -> Part? {
    switch (byte, run) {
    case (UInt8(ascii: "y"), 4): .year
    case (UInt8(ascii: "M"), 2): .month
    case (UInt8(ascii: "d"), 2): .day
    case (UInt8(ascii: "H"), 2): .hour
    case (UInt8(ascii: "m"), 2): .minute
    case (UInt8(ascii: "s"), 2): .second
    case (UInt8(ascii: "S"), 1...9): .fraction(run)
    case (UInt8(ascii: "X"), 3): .zone
    case (UInt8(ascii: "T"), 1): .text([byte])
    case (UInt8(ascii: "a")...UInt8(ascii: "z"), _), (UInt8(ascii: "A")...UInt8(ascii: "Z"), _): nil
    default: .text([UInt8](repeating: byte, count: run))
    }
  }
}
