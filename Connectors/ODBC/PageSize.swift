/// How many rows a query asks for where the driver keeps a whole result in memory: as many as make about 32 MiB.
struct PageSize {
  private static let memory: UInt64 = 32 << 20
  private(set) var rows: Int

  /// - Parameter isLong: a column's values may be of any length; the first page is then a small one.
  init(isLong: Bool) { rows = isLong ? 100 : 5_000 }

  mutating func learn(rows count: Int, bytes: UInt64) {
    guard count > 0 else { return }
    let fitting = Self.memory / max(1, bytes / UInt64(count))
    rows = max(20, min(20_000, min(Int(fitting), rows * 4)))
  }
}
