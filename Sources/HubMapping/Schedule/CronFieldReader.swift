/// Reads one field: `*`, `5`, `MON-FRI`, `*/15`, `8-18/2`, and lists of those.
struct CronFieldReader {
  let field: CronField

  /// The values named, as bits.
  func values(_ text: Substring) throws(CronFault) -> UInt64 {
    var values: UInt64 = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let span = try span(halves[0])
      var pace = 1
      if halves.count == 2 { pace = try step(halves[1], through: span, of: part) }
      for value in stride(from: span.lowerBound, through: span.upperBound, by: pace) { values |= 1 << UInt64(value) }
    }
    return values
  }

  private func span(_ text: Substring) throws(CronFault) -> ClosedRange<Int> {
    if text == "*" { return field.whole }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let lower = try number(ends[0])
    guard ends.count == 2 else { return lower...lower }
    var upper = try number(ends[1])
    // A week that ends on Sunday: its number at the end of a range is 7.
    if field == .dayOfWeek, upper == 0, lower > 0 { upper = 7 }
    guard lower <= upper else { throw .reversed(field, String(text)) }
    return lower...upper
  }

  private func number(_ text: Substring) throws(CronFault) -> Int {
    if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      guard let value = Int(text), field.range.contains(value) else { throw .outOfRange(field, String(text)) }
      return value
    }
    guard let place = field.names.firstIndex(of: text.uppercased()) else { throw .word(field, String(text)) }
    return place + field.firstName
  }

  /// A step through a single value, or past the end at once, is a slip.
  private func step(_ text: Substring, through span: ClosedRange<Int>, of part: Substring) throws(CronFault) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let pace = Int(text), pace > 0,
      pace <= span.upperBound - span.lowerBound
    else { throw .step(field, String(part)) }
    return pace
  }
}
