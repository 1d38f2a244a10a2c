package import HubModel

/// Where a piece of text stands in `Batch.text`.
package struct FieldSpan: Sendable, Equatable {
  /// Byte offset into `Batch.text`.
  package var start: UInt32
  /// Length in bytes; −1 where the source gives no value.
  package var length: Int32

  package init(start: UInt32, length: Int32) {
    self.start = start
    self.length = length
  }

  /// The source gives no value, which is something else than an empty text.
  package static let absent = FieldSpan(start: 0, length: -1)
  package var isAbsent: Bool { length < 0 }
  /// The bytes' range; only for a span that is not absent.
  package var range: Range<Int> { Int(start)..<(Int(start) + Int(length)) }
}

/// Rows of a source, split and decoded but not yet understood: rows × columns, the columns as the mapping asked for them.
///
/// All text is valid UTF-8 without NUL. Nothing is trimmed, folded or typed here.
package struct Batch: Sendable {
  /// The columns asked for, in the order asked for.
  package let columns: [String]
  /// Every column name the source has, in its own order, asked for or not.
  package let header: [String]
  /// Rows split without fault.
  package internal(set) var rows = 0
  /// The text of the rows as they came, with unescaped copies of some fields between them; only spans say what is where.
  package var text: [UInt8] = []
  /// `rows × columns.count` spans, row by row.
  package var fields: [FieldSpan] = []
  /// Per row: the line of the source where it begins, 1-based.
  package var lines: [UInt64] = []
  /// Per row: its whole text as it came, unmapped columns included, without the line end.
  package var records: [FieldSpan] = []
  /// Indices of rows, ascending, of which only the key columns have values: the source says that the row of this key was deleted.
  package var removed: [Int] = []
  /// Rows the connector could not split or decode.
  package var refused: [RefusedRow] = []
  /// Where reading goes on after this batch.
  package var checkpoint: Checkpoint?

  package init(columns: [String], header: [String]? = nil) {
    self.columns = columns
    self.header = header ?? columns
  }

  package var isEmpty: Bool { rows == 0 && refused.isEmpty }

  package func span(row: Int, column: Int) -> FieldSpan { fields[row * columns.count + column] }

  /// Closes the row whose spans were just appended to `fields`.
  package mutating func endRow(line: UInt64, record: FieldSpan) {
    lines.append(line)
    records.append(record)
    rows += 1
    assert(fields.count == rows * columns.count)
  }
}
