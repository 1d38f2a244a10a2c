import CODBC
import HubModel

/// Brings the rows of an executed statement, a block at a time.
protocol RowReader {
  /// Nil at the end.
  func next() throws(HubError) -> ODBCBlock?
}

extension ODBCStatement {
  /// Blockwise where no value can be cut; one row at a time, in pieces, where a column's maximum is not known or too large.
  func reader(_ columns: [ODBCColumn], _ query: ODBCQuery) throws(HubError) -> any RowReader {
    let widths = columns.compactMap { $0.width(query.text) }
    guard widths.count == columns.count else { return try PieceReader(self, columns, query) }
    return try BlockReader(self, columns, widths, query.text)
  }
}

extension ODBCColumn {
  /// The C type in which values are asked for.
  func form(_ text: ODBCQuery.Text) -> Int32 {
    switch kind {
    case .bit: Int32(HUB_ODBC_C_BIT)
    case .binary: Int32(HUB_ODBC_C_BINARY)
    case .text: Int32(text == .wide ? HUB_ODBC_C_WCHAR : HUB_ODBC_C_CHAR)
    default: Int32(HUB_ODBC_C_CHAR)
    }
  }

  /// Bytes that the driver writes behind a value.
  func terminator(_ text: ODBCQuery.Text) -> Int {
    switch kind {
    case .bit, .binary: 0
    case .text: text == .wide ? 2 : 1
    default: 1
    }
  }
}

extension ODBCBlock {
  /// A value in the form that its column has here.
  mutating func append(_ source: UnsafeRawBufferPointer, of column: ODBCColumn, fault: Fault? = nil) {
    switch column.kind {
    case .binary: append(hex: source, fault: fault)
    case .bit:
      let digit: [UInt8] = [(source.first ?? 0) == 0 ? 0x30 : 0x31]
      digit.withUnsafeBytes { append($0, fault: fault) }
    default: append(source, fault: fault)
    }
  }
}
