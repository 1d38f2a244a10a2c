/// A set of source lines, one bit each: the memory of a run over ten million rows is about a megabyte.
struct LineSet: Sendable {
  private var words: [UInt64] = []
  private(set) var count = 0

  mutating func insert(_ line: UInt64) {
    let word = Int(line >> 6)
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word - words.count + 1)) }
    words[word] |= 1 << (line & 63)
    count += 1
  }

  func contains(_ line: UInt64) -> Bool {
    let word = Int(line >> 6)
    return word < words.count && words[word] & (1 << (line & 63)) != 0
  }

  /// True where any line of the closed range is in the set; looks at whole words.
  func containsAny(_ lines: ClosedRange<UInt64>) -> Bool {
    guard !words.isEmpty else { return false }
    let last = min(Int(lines.upperBound >> 6), words.count - 1)
    var word = Int(lines.lowerBound >> 6)
    while word <= last {
      if words[word] != 0 { return true }
      word += 1
    }
    return false
  }
}
