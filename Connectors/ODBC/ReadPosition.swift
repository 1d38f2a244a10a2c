/// Up to where one run of the cursor is read, all of it fixed before the first row.
struct CursorRange: Equatable {
  /// The first value read; nil for everything.
  var from: String?
  /// The greatest value of the source that is not beyond `ceiling`; nil where it has none.
  var bound: String?
  /// The source's clock and the skew; rows beyond it are read apart. Nil where the cursor is no time.
  var ceiling: String?
  /// Where the next read begins, before its overlap.
  var next: String?
}

/// The last row that was taken, in a part of a read.
struct ReadPosition: Equatable {
  /// The parts of a read, in their order.
  enum Part: String, CaseIterable, Equatable {
    /// In the order of cursor and key, or of the key.
    case keyed
    /// Rows whose cursor is NULL, by key; in full reads alone.
    case undated
    /// Rows with NULL in the key.
    case unkeyed
    /// Rows whose cursor lies beyond the source's clock and skew.
    case later
  }

  var part: Part = .keyed
  /// The row's values in the part's order; nil before the first row, and in parts without order.
  var after: [String]?
  /// How many rows in a row had these values: a key that is not unique loses none at a border.
  var same = 0
  /// Rows since then whose values could not be read.
  var broken = 0
  /// Rows taken in this part.
  var rows = 0

  mutating func enter(_ next: Part) {
    guard part != next else { return }
    self = ReadPosition(part: next)
  }

  mutating func take(_ values: [String]?) {
    rows += 1
    guard let values else { return broken += 1 }
    same = values == after ? same + 1 : 1
    broken = 0
    after = values
  }
}
