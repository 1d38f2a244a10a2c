/// How many rows to ask for at a time: as many as a megabyte holds, judged by the rows before, at most 2,000.
struct FetchSize: Sendable, Equatable {
  static let mostRows = 2_000
  static let wantedBytes = 1 << 20

  /// A few at first: nobody knows yet how wide they are.
  private(set) var rows = 8

  /// Rows of one table are much alike, but a table's wide rows can stand together: it grows by steps and shrinks at once.
  mutating func learn(rows count: Int, bytes: Int) {
    guard count > 0 else { return }
    let fitting = max(1, Self.wantedBytes / max(1, bytes / count))
    rows = min(Self.mostRows, fitting, rows * 8)
  }
}
