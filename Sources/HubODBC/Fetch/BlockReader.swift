import CODBC
import HubModel

/// Fetches blocks of rows into bound buffers.
final class BlockReader: RowReader {
  private let statement: ODBCStatement
  private let columns: [ODBCColumn]
  private let buffers: [ColumnBuffer]
  private let fetched: UnsafeMutablePointer<UInt>
  private let states: UnsafeMutablePointer<UInt16>

  private static let rowsAtMost = 1_000
  private static let bytesAtMost = 4 << 20

  init(
    _ statement: ODBCStatement, _ columns: [ODBCColumn], _ widths: [Int], _ text: ODBCQuery.Text
  ) throws(HubError) {
    let rows = max(1, min(Self.rowsAtMost, Self.bytesAtMost / max(1, widths.reduce(0, +))))
    self.statement = statement
    self.columns = columns
    buffers = zip(columns, widths).map { ColumnBuffer(width: $1, terminator: $0.terminator(text), rows: rows) }
    fetched = .allocate(capacity: 1)
    fetched.initialize(to: 0)
    states = .allocate(capacity: rows)
    states.initialize(repeating: 0, count: rows)
    try statement.check(hub_odbc_rowset(statement.raw, UInt(rows), fetched, states))
    for (index, buffer) in buffers.enumerated() {
      let form = columns[index].form(text)
      try statement.check(
        hub_odbc_bind(statement.raw, Int32(index + 1), form, buffer.memory, buffer.width, buffer.lengths))
    }
  }

  deinit {
    fetched.deallocate()
    states.deallocate()
  }

  func next() throws(HubError) -> ODBCBlock? {
    let code = hub_odbc_fetch(statement.raw)
    guard Int(code) != HUB_ODBC_NO_DATA else { return nil }
    try statement.check(code)
    var block = ODBCBlock(columns: columns)
    for row in 0..<Int(fetched.pointee) where Int(states[row]) != HUB_ODBC_ROW_MISSING {
      let isBroken = Int(states[row]) == HUB_ODBC_ROW_ERROR
      for (column, buffer) in zip(columns, buffers) {
        if isBroken { block.append(null: .unreadable) } else { buffer.append(row, of: column, to: &block) }
      }
      block.rows += 1
    }
    return block
  }
}

/// Owner of the memory that the driver writes a column's values of one block into.
final class ColumnBuffer {
  let memory: UnsafeMutableRawPointer
  let width: Int
  let lengths: UnsafeMutablePointer<Int>
  /// A longer value fills the buffer, which none can: the driver has cut it.
  private let most: Int

  init(width: Int, terminator: Int, rows: Int) {
    self.width = width
    most = width - terminator - 4
    memory = .allocate(byteCount: width * rows, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: width * rows)
    lengths = .allocate(capacity: rows)
    lengths.initialize(repeating: 0, count: rows)
  }

  deinit {
    memory.deallocate()
    lengths.deallocate()
  }

  func append(_ row: Int, of column: ODBCColumn, to block: inout ODBCBlock) {
    let length = lengths[row]
    guard length != HUB_ODBC_NULL else { return block.append() }
    let place = memory + row * width
    if column.kind == .bit {
      // MariaDB's driver leaves the length of a bit at zero.
      return block.append(UnsafeRawBufferPointer(start: place, count: 1), of: column)
    }
    let isWhole = length >= 0 && length <= most
    let kept = isWhole ? length : max(0, most)
    block.append(UnsafeRawBufferPointer(start: place, count: kept), of: column, fault: isWhole ? nil : .truncated)
  }
}
