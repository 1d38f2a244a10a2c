extension TimeFormat {
  /// - Parameter instant: microseconds since 1970; what the format has no place for is cut off.
  func written(_ instant: Int64) -> String {
    let time = CivilTime(microseconds: instant, offset: Self.beijing)
    var text = ""
    for piece in pieces {
      switch piece {
      case .field(let field, let width): text += Self.padded(time[keyPath: Self.path(field)], width)
      case .fraction(let digits): text += String(Self.padded(time.microsecond, 6).prefix(digits))
      case .offset: text += "+08:00"
      case .literal(let bytes): text += String(decoding: bytes, as: UTF8.self)
      case .unix(let perSecond): text += String(instant / (1_000_000 / perSecond))
      }
    }
    return text
  }

  /// Microseconds since 1970; nil where `text` is not written so, from its first to its last character.
  func read(_ text: String) -> Int64? {
    var rest = Array(text.utf8)[...]
    var time = CivilTime()
    var offset = Self.beijing
    for piece in pieces {
      switch piece {
      case .unix(let perSecond): return Self.unix(text, perSecond)
      case .field(let field, let width):
        guard let value = Self.number(&rest, width) else { return nil }
        time[keyPath: Self.path(field)] = value
      case .fraction(let digits):
        guard let value = Self.number(&rest, digits) else { return nil }
        time.microsecond = (digits..<6).reduce(value) { value, _ in value * 10 }
      case .offset:
        guard let found = Self.offset(&rest) else { return nil }
        offset = found
      case .literal(let bytes):
        guard rest.starts(with: bytes) else { return nil }
        rest = rest.dropFirst(bytes.count)
      }
    }
    return rest.isEmpty ? time.microseconds(offset: offset) : nil
  }

  private static func path(_ field: WritableField) -> WritableKeyPath<CivilTime, Int> {
    switch field {
    case .year: \.year
    case .month: \.month
    case .day: \.day
    case .hour: \.hour
    case .minute: \.minute
    case .second: \.second
    }
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func unix(_ text: String, _ perSecond: Int64) -> Int64? {
    guard let value = Int64(text) else { return nil }
    let (instant, isTooGreat) = value.multipliedReportingOverflow(by: 1_000_000 / perSecond)
    // Beyond the year 9999 nothing is an instant, and nothing can be added to it.
    return isTooGreat || abs(instant / 1_000_000) > 253_402_300_800 ? nil : instant
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(width)
    return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
  }

  /// `Z`, `+08:00` or `+0800`, in seconds.
  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let sign = rest.popFirst() else { return nil }
    if sign == UInt8(ascii: "Z") { return 0 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(&rest, 2) else { return nil }
    if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
    guard let minutes = number(&rest, 2), hours < 15, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}
