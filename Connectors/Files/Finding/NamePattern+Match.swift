extension NamePattern {
  /// The date in a name that fits, as text that compares like the date (`20260131000000`); nil where the name does not fit, or names
  /// a day or an hour that does not exist.
  func date(in name: String) -> String? {
    var fields = [[UInt8]](repeating: [], count: 6)
    guard matches(Array(name.utf8)[...], pieces[...], &fields), Self.exists(fields) else { return nil }
    let widths = [4, 2, 2, 2, 2, 2]
    let parts = zip(fields, widths).map { digits, width in
      String(repeating: "0", count: width - digits.count) + String(decoding: digits, as: UTF8.self)
    }
    return parts.joined()
  }

  private func matches(_ name: ArraySlice<UInt8>, _ pieces: ArraySlice<Piece>, _ fields: inout [[UInt8]]) -> Bool {
    guard let piece = pieces.first else { return name.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let bytes):
      return name.starts(with: bytes) && matches(name.dropFirst(bytes.count), rest, &fields)
    case .digits(let field, let count):
      let digits = name.prefix(count)
      guard digits.count == count, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return false }
      let before = fields[field]
      fields[field] = Array(digits)
      if matches(name.dropFirst(count), rest, &fields) { return true }
      fields[field] = before
      return false
    case .any:
      var tail = name
      while true {
        if matches(tail, rest, &fields) { return true }
        guard !tail.isEmpty else { return false }
        tail = tail.dropFirst()
      }
    }
  }

  private static func exists(_ fields: [[UInt8]]) -> Bool {
    let numbers = fields.map { digits -> Int? in digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    let limits = [0...9999, 1...12, 1...days(inMonth: numbers[1], of: numbers[0]), 0...23, 0...59, 0...59]
    return zip(numbers, limits).allSatisfy { number, limit in number.map { limit.contains($0) } ?? true }
  }

  /// Most days that the month may have, as far as month and year are known. Of two digits the year is one from 2000 on.
  private static func days(inMonth month: Int?, of year: Int?) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true ? 29 : 28
    default: 31
    }
  }
}
