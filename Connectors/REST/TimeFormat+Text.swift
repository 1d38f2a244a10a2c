extension TimeFormat {
  /// - Parameter value: milliseconds since 1970, or the number.
  func text(_ value: Int64) -> String {
    switch kind {
    case .number, .milliseconds: return String(value)
    case .seconds: return String(floored(value, 1000).quotient)
    case .pattern(let parts):
      // Numbers far beyond every calendar come of another format's checkpoint alone.
      let civil = CivilTime(milliseconds: min(max(value, -(1 << 50)), 1 << 50) + zone.seconds * 1000)
      // Characters of more than one byte stand in several parts.
      return String(decoding: parts.flatMap { bytes($0, civil) }, as: UTF8.self)
    }
  }

  private func bytes(_ part: Part, _ time: CivilTime) -> [UInt8] {
    if case .text(let bytes) = part { return bytes }
    return Array(digits(part, time).utf8)
  }

  private func digits(_ part: Part, _ time: CivilTime) -> String {
    switch part {
    case .year: padded(time.year, 4)
    case .month: padded(time.month, 2)
    case .day: padded(time.day, 2)
    case .hour: padded(time.hour, 2)
    case .minute: padded(time.minute, 2)
    case .second: padded(time.second, 2)
    case .fraction(let digits): String((padded(time.millisecond, 3) + "000000").prefix(digits))
    case .zone: zone.text
    case .text: ""
    }
  }

  /// The milliseconds since 1970, rounded down, or the number; nil where the text is not written like this.
  func value(of text: String) -> Int64? {
    switch kind {
    case .number: return Int64(text)
    case .milliseconds: return Int64(text).flatMap { $0.magnitude < 1 << 50 ? $0 : nil }
    case .seconds:
      guard let seconds = Int64(text), seconds.magnitude < 1 << 40 else { return nil }
      return seconds * 1000
    case .pattern(let parts):
      var reader = TimeReader(Array(text.utf8), zone: zone)
      for part in parts where !reader.take(part) { return nil }
      return reader.milliseconds
    }
  }
}

/// Reads one time by its pattern.
private struct TimeReader {
  private let bytes: [UInt8]
  private var place = 0
  private var zone: TimeZoneOffset
  private var time = CivilTime()

  init(_ bytes: [UInt8], zone: TimeZoneOffset) {
    self.bytes = bytes
    self.zone = zone
  }

  var milliseconds: Int64? {
    guard place == bytes.count, time.isReal else { return nil }
    return time.milliseconds - zone.seconds * 1000
  }

  mutating func take(_ part: TimeFormat.Part) -> Bool {
    switch part {
    case .year: take(4, \.year)
    case .month: take(2, \.month)
    case .day: take(2, \.day)
    case .hour: take(2, \.hour)
    case .minute: take(2, \.minute)
    case .second: take(2, \.second)
    case .fraction: takeFraction()
    case .zone: takeZone()
    case .text(let text): take(text)
    }
  }

  private mutating func take(_ text: [UInt8]) -> Bool {
    guard bytes[place...].starts(with: text) else { return false }
    place += text.count
    return true
  }

  private mutating func take(_ width: Int, _ field: WritableKeyPath<CivilTime, Int64>) -> Bool {
    guard place + width <= bytes.count, let number = number(bytes[place..<(place + width)]) else { return false }
    time[keyPath: field] = number
    place += width
    return true
  }

  /// As many digits as there are: sources write fewer where the last ones are zero.
  private mutating func takeFraction() -> Bool {
    let digits = bytes[place...].prefix { (0x30...0x39).contains($0) }
    let thousandths = (Array(digits) + [0x30, 0x30]).prefix(3)
    guard (1...9).contains(digits.count), let number = number(thousandths) else { return false }
    time.millisecond = number
    place += digits.count
    return true
  }

  private mutating func takeZone() -> Bool {
    if place < bytes.count, bytes[place] == UInt8(ascii: "Z") {
      zone = TimeZoneOffset(seconds: 0)
      place += 1
      return true
    }
    for width in [6, 5] where place + width <= bytes.count {
      guard let offset = TimeZoneOffset.offset(Array(bytes[place..<(place + width)])) else { continue }
      zone = TimeZoneOffset(seconds: offset)
      place += width
      return true
    }
    return false
  }

  private func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
  }
}
