/// Rows as they came from the driver: bytes of the connection's charset (or UTF-16) for text, ASCII for all else.
package struct ODBCBlock: Sendable {
  /// Where a value stands in `bytes`; length −1 for NULL.
  package struct Cell: Sendable, Equatable {
    package var start: Int
    package var length: Int
    package var isNull: Bool { length < 0 }
    package var range: Range<Int> { start..<(start + length) }
    static let null = Cell(start: 0, length: -1)
  }

  package enum Fault: Sendable, Equatable {
    /// The driver gave less than the whole value, or did not say how much it gave.
    case truncated
    /// Longer than the query's limit; the begin of it is kept.
    case tooLong
    /// The driver could not give the row.
    case unreadable
  }

  package let columns: [ODBCColumn]
  package internal(set) var rows = 0
  package internal(set) var bytes: [UInt8] = []
  /// Row by row.
  package internal(set) var cells: [Cell] = []
  /// By index in `cells`.
  package internal(set) var faults: [Int: Fault] = [:]

  init(columns: [ODBCColumn]) { self.columns = columns }

  package func cell(row: Int, column: Int) -> Cell { cells[row * columns.count + column] }
  package func fault(row: Int, column: Int) -> Fault? { faults.isEmpty ? nil : faults[row * columns.count + column] }
}

extension ODBCBlock {
  mutating func append(null fault: Fault? = nil) {
    if let fault { faults[cells.count] = fault }
    cells.append(.null)
  }

  mutating func append(_ source: UnsafeRawBufferPointer, fault: Fault? = nil) {
    if let fault { faults[cells.count] = fault }
    cells.append(Cell(start: bytes.count, length: source.count))
    bytes.append(contentsOf: source)
  }

  /// Bytes as hexadecimal text, lower case.
  mutating func append(hex source: UnsafeRawBufferPointer, fault: Fault? = nil) {
    if let fault { faults[cells.count] = fault }
    cells.append(Cell(start: bytes.count, length: source.count * 2))
    for byte in source {
      bytes.append(Self.digit(byte >> 4))
      bytes.append(Self.digit(byte & 0xF))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
