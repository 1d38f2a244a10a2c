import CODBC
import HubModel

/// Fetches row by row, every value in pieces, so that none can be cut however long it is.
final class PieceReader: RowReader {
  private let statement: ODBCStatement
  private let columns: [ODBCColumn]
  private let query: ODBCQuery
  private let fetched: UnsafeMutablePointer<UInt>
  private let states: UnsafeMutablePointer<UInt16>
  private let room: UnsafeMutableRawPointer
  private var isAtEnd = false

  private static let piece = 64 << 10
  private static let rowsAtMost = 1_000
  private static let bytesAtMost = 1 << 20
  /// Kept of a value that is too long.
  private static let kept = 64 << 10

  init(_ statement: ODBCStatement, _ columns: [ODBCColumn], _ query: ODBCQuery) throws(HubError) {
    self.statement = statement
    self.columns = columns
    self.query = query
    fetched = .allocate(capacity: 1)
    fetched.initialize(to: 0)
    states = .allocate(capacity: 1)
    states.initialize(to: 0)
    room = .allocate(byteCount: Self.piece, alignment: 16)
    try statement.check(hub_odbc_rowset(statement.raw, 1, fetched, states))
  }

  deinit {
    fetched.deallocate()
    states.deallocate()
    room.deallocate()
  }

  func next() throws(HubError) -> ODBCBlock? {
    var block = ODBCBlock(columns: columns)
    while !isAtEnd, block.rows < Self.rowsAtMost, block.bytes.count < Self.bytesAtMost {
      let code = hub_odbc_fetch(statement.raw)
      isAtEnd = Int(code) == HUB_ODBC_NO_DATA
      if isAtEnd { break }
      try statement.check(code)
      for index in columns.indices { try append(index, to: &block) }
      block.rows += 1
    }
    return block.rows == 0 ? nil : block
  }

  private func append(_ index: Int, to block: inout ODBCBlock) throws(HubError) {
    let column = columns[index]
    var value = PieceValue(payload: payload(of: column), limit: limit(of: column))
    while !value.isComplete {
      var length = HUB_ODBC_NO_TOTAL
      let code = hub_odbc_get(
        statement.raw, Int32(index + 1), column.form(query.text), room, Self.piece, &length)
      try statement.check(code)
      if length == HUB_ODBC_NULL, Int(code) != HUB_ODBC_NO_DATA { return block.append() }
      if column.kind == .bit, length == 0 { length = 1 }
      value.take(
        UnsafeRawBufferPointer(start: room, count: Self.piece), length: length,
        isAtEnd: Int(code) == HUB_ODBC_NO_DATA, isSilent: Int(code) == HUB_ODBC_SUCCESS)
    }
    let kept = value.fault == .tooLong ? min(Self.kept, value.bytes.count) : value.bytes.count
    value.bytes.withUnsafeBytes { bytes in
      block.append(UnsafeRawBufferPointer(rebasing: bytes[..<kept]), of: column, fault: value.fault)
    }
  }

  private func payload(of column: ODBCColumn) -> Int { Self.piece - column.terminator(query.text) }

  /// In bytes as the driver gives them: a unit of UTF-16 is at least one byte of UTF-8, a byte is two hexadecimal digits.
  private func limit(of column: ODBCColumn) -> Int {
    switch column.kind {
    case .binary: query.fieldLimit / 2
    case .text where query.text == .wide: query.fieldLimit * 2
    default: query.fieldLimit
    }
  }
}
