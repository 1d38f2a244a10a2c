import HubConnectorKit
import HubPostgres

/// Puts rows into batches: at most so many rows and 4 MiB of text in each.
struct RowFiller {
  static let mostBytes = 4 << 20

  private let columns: [String]
  private let header: [String]
  private let mostRows: Int
  private var first = 0
  private(set) var batch: Batch
  private(set) var delivered = 0
  private(set) var bytes: UInt64 = 0

  init(columns: [String], header: [String], mostRows: Int) {
    self.columns = columns
    self.header = header
    self.mostRows = max(1, mostRows)
    batch = Batch(columns: columns, header: header)
  }

  /// A row of the server, whose first columns are those asked for.
  mutating func add(_ rows: PostgresRows, _ row: Int) {
    beginRow()
    for column in columns.indices { append(rows.bytes(row, column)) }
    endRow()
  }

  mutating func beginRow() { first = batch.text.count }

  /// The next field; nil for NULL. The row's raw text is its fields, joined by commas.
  mutating func append(_ field: UnsafeRawBufferPointer?) {
    if batch.fields.count % max(1, columns.count) > 0 { batch.text.append(UInt8(ascii: ",")) }
    guard let field else { return batch.fields.append(.absent) }
    batch.fields.append(FieldSpan(start: UInt32(batch.text.count), length: Int32(field.count)))
    batch.text.append(contentsOf: field)
    bytes += UInt64(field.count)
  }

  mutating func endRow(isRemoved: Bool = false) {
    delivered += 1
    if isRemoved { batch.removed.append(batch.rows) }
    let record = FieldSpan(start: UInt32(first), length: Int32(batch.text.count - first))
    batch.endRow(line: UInt64(delivered), record: record)
  }

  var isFull: Bool { batch.rows >= mostRows || batch.text.count >= Self.mostBytes }

  /// Hands the batch over and begins the next.
  mutating func take(_ checkpoint: Checkpoint? = nil) -> Batch {
    var full = batch
    full.checkpoint = checkpoint
    batch = Batch(columns: columns, header: header)
    return full
  }

  func summary(checkpoint: Checkpoint? = nil) -> ReadSummary {
    ReadSummary(rows: delivered, refused: 0, bytes: bytes, header: header, checkpoint: checkpoint)
  }
}
