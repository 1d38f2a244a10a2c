extension Instant {
  /// Reads a time as departments write it. Without an offset it is Asia/Shanghai's, by contract; `Z`, `+08:00` or `+0800` decide where
  /// they stand. A date alone is its midnight.
  /// - Parameter pattern: the only form accepted; nil for any of `InstantPattern`.
  package static func parse(_ text: UnsafeRawBufferPointer, pattern: InstantPattern? = nil) throws(FormatFault) -> Instant {
    let trimmed = text.trimmed
    if Placeholder.isPlaceholder(trimmed) { throw .placeholder }
    var scanner = FieldScanner(trimmed)
    let date: CivilDate
    do { date = try CivilDate.fields(&scanner, pattern?.date) } catch { throw error == .dateMalformed ? .timeMalformed : error }
    guard let time = timeOfDay(&scanner, pattern) else { throw .timeMalformed }
    let local = (Int64(date.daysSince2000) + 10_957) * 86_400_000_000 + time
    if scanner.isAtEnd { return ShanghaiTime.instant(local: local) }
    guard let offset = offset(&scanner), scanner.isAtEnd else { throw .timeMalformed }
    return Instant(microseconds: local - offset)
  }

  package static func parse(_ text: String, pattern: InstantPattern? = nil) throws(FormatFault) -> Instant {
    try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, pattern: pattern) }
  }

  /// Strict RFC 3339: full date, `T`, full time, offset.
  package init?(rfc3339 text: String) {
    let found = text.withBytes { bytes -> Instant? in
      guard bytes.count >= 20, bytes[10] == 0x54 || bytes[10] == 0x74,
        bytes.last.map({ $0 == 0x5A || $0 == 0x7A || ASCII.isDigit($0) }) == true,
        let offset = bytes.dropFirst(19).first(where: { $0 == 0x5A || $0 == 0x7A || $0 == 0x2B || $0 == 0x2D })
      else { return nil }
      let isNumeric = offset == 0x2B || offset == 0x2D
      guard !isNumeric || bytes[bytes.count - 3] == 0x3A && bytes[bytes.count - 6] == offset else { return nil }
      return try? Instant.parse(bytes, pattern: .rfc3339)
    }
    guard let found else { return nil }
    self = found
  }

  private static func timeOfDay(_ scanner: inout FieldScanner, _ pattern: InstantPattern?) -> Int64? {
    if scanner.isAtEnd { return pattern == nil ? 0 : nil }
    if pattern != .rfc3339, let digit = scanner.next, (0x30...0x39).contains(digit) {
      return pattern == nil || pattern == .compact ? TimeOfDay(compact: &scanner)?.microseconds : nil
    }
    guard scanner.take(0x54) || scanner.take(0x74) || scanner.next.map(ScalarClass.isBlank) == true else { return nil }
    scanner.takeBlanks()
    return TimeOfDay(&scanner)?.microseconds
  }

  private static func offset(_ scanner: inout FieldScanner) -> Int64? {
    scanner.takeBlanks()
    if scanner.take(0x5A) || scanner.take(0x7A) { return 0 }
    let isWest = scanner.take(0x2D)
    guard isWest || scanner.take(0x2B), let hours = scanner.digits(2, 2) else { return nil }
    _ = scanner.take(0x3A)
    guard let minutes = scanner.isAtEnd ? 0 : scanner.digits(2, 2), hours < 24, minutes < 60 else { return nil }
    let microseconds = Int64(hours * 60 + minutes) * 60_000_000
    return isWest ? -microseconds : microseconds
  }
}
