/// How cursor values of rows are read, and which of them may move the checkpoint.
struct CursorClock: Sendable {
  var format: TimeFormat
  /// Milliseconds.
  var skew: Int64

  /// False for a time so far behind the bound that some clock must be wrong.
  func isSane(_ value: Int64, boundary: Int64) -> Bool {
    let (limit, isBeyond) = boundary.addingReportingOverflow(skew)
    return !format.isTime || isBeyond || value <= limit
  }

  /// Where the next read begins: never behind the moment this one began, which says what it has seen. Numbers know no moment.
  func next(_ greatest: Int64, bound: Int64) -> Int64 { format.isTime ? min(greatest, bound) : greatest }
}
