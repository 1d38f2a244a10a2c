import HubConnectorKit
import HubModel
import HubODBC

/// Makes batches of the driver's blocks, without any I/O of its own.
struct RowAssembly {
  /// Longest field in bytes of UTF-8, longest row, most text of a batch. Part of the connector's documented behaviour.
  static let fieldLimit = 1 << 20
  private static let recordLimit = 16 << 20
  /// Bytes of a refused row that are kept.
  private static let refusedLimit = 64 << 10
  private static let batchLimit = 4 << 20

  private let columns: [String]
  private let header: [String]
  private let batchRows: Int
  private var decoder: ValueDecoder
  private var batch: Batch
  private var spans: [FieldSpan] = []
  private var order: [Int] = []
  /// Columns of the row under way that could not be read.
  private var broken: [Int] = []
  /// The rows that a query begins with again.
  private var known = ReadPosition()
  /// The query gave the row again at which it went on.
  private(set) var hasBorder = false
  private(set) var position: ReadPosition
  /// Bytes kept of refused rows of the batch under way.
  private var refusedBytes = 0
  private(set) var delivered = 0
  private(set) var refused = 0
  private(set) var bytes: UInt64 = 0

  init(_ shape: SourceShape, encoding: TextEncoding, batchRows: Int, columns: [String], position: ReadPosition) throws {
    self.columns = columns
    header = shape.header
    self.batchRows = max(1, batchRows)
    decoder = try ValueDecoder(encoding)
    batch = Batch(columns: columns, header: shape.header)
    self.position = position
  }

  var isFull: Bool {
    batch.rows + batch.refused.count >= batchRows || batch.text.count + refusedBytes >= Self.batchLimit
  }
  var isEmpty: Bool { batch.isEmpty }

  /// A query of `section` begins.
  mutating func begin(_ section: ReadSection) {
    position.enter(section.part)
    order = section.isKeyed ? section.order : []
    known = position
    hasBorder = false
  }

  mutating func takeBatch() -> Batch {
    let full = batch
    batch = Batch(columns: columns, header: header)
    refusedBytes = 0
    return full
  }

  mutating func take(_ block: ODBCBlock, row: Int) throws {
    let start = batch.text.count
    spans.removeAll(keepingCapacity: true)
    broken.removeAll(keepingCapacity: true)
    var fault: RowFault?
    for column in block.columns.indices {
      if column > 0 { batch.text.append(UInt8(ascii: ",")) }
      guard let found = try append(block, row, column) else { continue }
      broken.append(column)
      fault = fault ?? found
    }
    let values = orderValues()
    guard !isKnown(values) else { return batch.text.removeSubrange(start...) }
    position.take(values)
    bytes += UInt64(batch.text.count - start)
    if batch.text.count - start > Self.recordLimit { fault = fault ?? RowFault.recordTooLong }
    if let fault { refuse(fault, from: start) } else { close(from: start) }
  }

  private mutating func append(_ block: ODBCBlock, _ row: Int, _ column: Int) throws -> RowFault? {
    let cell = block.cell(row: row, column: column)
    let name = block.columns[column].name
    if block.fault(row: row, column: column) == .unreadable {
      spans.append(.absent)
      return RowFault.unreadable
    }
    guard !cell.isNull else {
      spans.append(.absent)
      return nil
    }
    let start = batch.text.count
    let isText = block.columns[column].kind == .text
    let wrong = try block.bytes.withUnsafeBytes { bytes -> TextFault.Kind? in
      let value = UnsafeRawBufferPointer(rebasing: bytes[cell.range])
      if isText { return try decoder.decode(value, into: &batch.text) }
      batch.text.append(contentsOf: value)
      return nil
    }
    let length = batch.text.count - start
    spans.append(FieldSpan(start: UInt32(start), length: Int32(length)))
    return RowFault(block.fault(row: row, column: column), wrong, length: length, limit: Self.fieldLimit, field: name)
  }

  /// The row's values in the section's order; nil where there is none, or where one of them has no text.
  private func orderValues() -> [String]? {
    guard !order.isEmpty else { return nil }
    var values: [String] = []
    for index in order {
      let span = spans[index]
      guard !span.isAbsent, !broken.contains(index) else { return nil }
      values.append(String(decoding: batch.text[span.range], as: UTF8.self))
    }
    return values
  }

  /// True for a row that was taken before the query began again at it.
  private mutating func isKnown(_ values: [String]?) -> Bool {
    if order.isEmpty {
      guard known.rows > 0 else { return false }
      known.rows -= 1
    } else if let values {
      hasBorder = hasBorder || values == known.after
      guard known.same > 0, values == known.after else { return false }
      known.same -= 1
    } else {
      guard known.broken > 0 else { return false }
      known.broken -= 1
    }
    return true
  }

  private mutating func close(from start: Int) {
    batch.fields.append(contentsOf: spans[..<columns.count])
    delivered += 1
    let record = FieldSpan(start: UInt32(start), length: Int32(batch.text.count - start))
    batch.endRow(line: UInt64(delivered + refused), record: record)
  }

  private mutating func refuse(_ fault: RowFault, from start: Int) {
    let kept = min(batch.text.count, start + Self.refusedLimit)
    let raw = Array(batch.text[start..<kept])
    batch.text.removeSubrange(start...)
    refused += 1
    refusedBytes += raw.count
    batch.refused.append(
      RefusedRow(
        line: UInt64(delivered + refused), reason: fault.reason, field: fault.field, detail: fault.detail, raw: raw))
  }
}
