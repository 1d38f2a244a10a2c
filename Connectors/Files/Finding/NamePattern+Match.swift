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
    let limits = [0...9999, 1...12, 1...31, 0...23, 0...59, 0...59]
    return zip(fields, limits).allSatisfy { digits, limit in
      digits.isEmpty || limit.contains(digits.reduce(0) { $0 * 10 + Int($1) - 0x30 })
    }
  }
}
