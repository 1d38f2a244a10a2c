/// The subjects that one transaction of an apply brings up to date.
///
/// Subjects are keyed hashes, hence evenly spread: equal ranges of their first two bytes hold about equally many.
struct SubjectRange: Sendable, Equatable {
  var low: UInt16 = 0
  /// Nil: to the end.
  var high: UInt16?

  static let all = SubjectRange()

  /// A transaction of more rows would hold back vacuum and fill the log of a standby.
  private static let largestTransaction: Int64 = 1_000_000
  /// Fewer rows are not worth a second transaction.
  private static let smallestSplit: Int64 = 50_000

  /// Ranges for so many changed rows: an even number of them, since two are applied at a time.
  static func ranges(changed: Int64) -> [SubjectRange] {
    guard changed >= smallestSplit else { return [.all] }
    let parts = Int(min(256, 2 * ((changed + 2 * largestTransaction - 1) / (2 * largestTransaction))))
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
