/// The subjects that one transaction of an apply brings up to date.
///
/// Subjects are keyed hashes, hence evenly spread: equal ranges of their first two bytes hold about equally many.
struct SubjectRange: Sendable, Equatable {
  var low: UInt16 = 0
  /// Nil: to the end.
  var high: UInt16?

  static let all = SubjectRange()

  /// Ranges for so many changed rows: an even number of them, since two are applied at a time.
  static func ranges(changed: Int64, size: ApplySize = ApplySize()) -> [SubjectRange] {
    guard changed >= max(1, size.smallestSplit) else { return [.all] }
    let pair = 2 * max(1, size.largestTransaction)
    let parts = Int(min(256, 2 * ((changed + pair - 1) / pair)))
    return (0..<parts).map { part in
      SubjectRange(
        low: UInt16(part * 65_536 / parts), high: part + 1 < parts ? UInt16((part + 1) * 65_536 / parts) : nil)
    }
  }

  /// SQL over a column `subject`.
  var condition: String {
    var terms: [String] = []
    if low > 0 { terms.append("subject >= \(Self.literal(low))") }
    if let high { terms.append("subject < \(Self.literal(high))") }
    return terms.isEmpty ? "true" : terms.joined(separator: " AND ")
  }

  private static func literal(_ value: UInt16) -> String {
    let hex = String(value, radix: 16)
    return "'\\x" + String(repeating: "0", count: 4 - hex.count) + hex + "'::bytea"
  }
}
