import HubConnectorKit
import HubModel

/// One read under way: pages in, batches out, without any I/O of its own.
struct SOAPReading {
  static let batchBytes = 4 << 20

  let plan: ReadPlan
  private let batchRows: Int
  var position: ReadPosition
  private var batch: Batch
  /// Records at the start of the first page that an earlier read had.
  private var passOver: Int
  private var lastPage: (number: Int, fingerprint: Int?)?
  var columns: ColumnCheck
  private var isAtEnd = false
  private var delivered = 0
  private var refused = 0
  /// Bytes of refused rows in the batch.
  private var refusedBytes = 0
  private var bytes: UInt64 = 0

  init(_ plan: ReadPlan, at position: ReadPosition, batchRows: Int) {
    self.plan = plan
    self.batchRows = max(1, batchRows)
    self.position = position
    passOver = position.row
    columns = ColumnCheck(columns: plan.columns.count)
    batch = Batch(columns: plan.columns)
  }

  /// What the next request is filled with; nil at the end of the source.
  /// - Throws: `pages-too-many`.
  mutating func nextValues() throws(HubError) -> [String: String]? {
    guard !isAtEnd else { return nil }
    if let lastPage { (position.page, position.row) = (lastPage.number + 1, 0) }
    guard position.page - plan.firstPage < plan.mostPages else {
      throw HubError(
        "pages-too-many", "The source has more than \(plan.mostPages) pages.",
        remedy: "Raise `pages: {most: …}`, or ask for larger pages.")
    }
    return plan.values(at: position)
  }

  /// Takes note of a page before its records are taken.
  /// - Throws: `pages-repeat`, `pages-incomplete`, `checkpoint-outdated`.
  mutating func begin(_ page: SOAPPage, bytes count: Int) throws(HubError) {
    bytes += UInt64(count)
    guard passOver <= page.records.count else {
      throw HubError("checkpoint-outdated", "The page at which the earlier read stopped has fewer records now.")
    }
    let fingerprint = plan.isPaged && !page.records.isEmpty ? page.fingerprint() : nil
    if let fingerprint, fingerprint == lastPage?.fingerprint {
      throw HubError(
        "pages-repeat", "The service answered two pages with the same records.",
        remedy: "Check that it takes the page's number where the template has {page}, and counts from `pages: {first: …}`.")
    }
    if let total = page.total { try note(total) }
    lastPage = (number: position.page, fingerprint: fingerprint)
    isAtEnd = !plan.isPaged || page.records.isEmpty
  }

  mutating func take(_ record: SOAPPage.Record) throws(HubError) {
    try columns.begin(record, plan)
    let values = try values(of: record)
    guard passOver == 0 else { return passOver -= 1 }
    position.row += 1
    position.line += 1
    if let doubled = values.firstIndex(of: .doubled) {
      return refuse(record, "duplicate-field", plan.columns[doubled], "the record has more than one text where the path looks")
    }
    let cursor = try plan.cursor?.value(in: record.element) ?? .missing
    if cursor == .doubled {
      return refuse(record, "duplicate-field", plan.cursor?.column, "the record has more than one text where the path looks")
    }
    guard take(cursor: cursor) else {
      return refuse(record, "cursor-malformed", plan.cursor?.column, "the cursor is not written as time_format says")
    }
    for value in values { append(value) }
    let start = batch.text.count
    batch.text += record.raw()
    let length = batch.text.count - start
    batch.endRow(line: UInt64(position.line), record: FieldSpan(start: UInt32(start), length: Int32(length)))
  }

  /// The batch, where it is full.
  mutating func fullBatch() -> Batch? {
    let isFull = batch.rows + batch.refused.count >= batchRows || batch.text.count + refusedBytes >= Self.batchBytes
    return isFull ? takeBatch() : nil
  }

  /// What is left at the end.
  mutating func lastBatch() -> Batch? { batch.isEmpty ? nil : takeBatch() }

  var summary: ReadSummary {
    ReadSummary(
      rows: delivered, refused: refused, bytes: bytes, header: plan.columns,
      checkpoint: plan.increment == nil ? nil : position.next)
  }

  private mutating func takeBatch() -> Batch {
    var taken = Batch(columns: plan.columns)
    swap(&taken, &batch)
    taken.checkpoint = position.checkpoint
    delivered += taken.rows
    refused += taken.refused.count
    refusedBytes = 0
    return taken
  }

  private mutating func values(of record: SOAPPage.Record) throws(HubError) -> [RecordField.Value] {
    var values: [RecordField.Value] = []
    for (column, field) in plan.fields.enumerated() {
      let value = try field.value(in: record.element)
      if value != .missing { columns.note(column) }
      values.append(value)
    }
    return values
  }

  private mutating func append(_ value: RecordField.Value) {
    guard case .text(let text?) = value else { return batch.fields.append(.absent) }
    let start = batch.text.count
    batch.text.append(contentsOf: text.utf8)
    batch.fields.append(FieldSpan(start: UInt32(start), length: Int32(batch.text.count - start)))
  }

  /// Moves the greatest cursor; one far beyond the bound does not, and one that is absent has nothing to say.
  /// - Returns: false for a cursor that is not written as `time_format` says.
  private mutating func take(cursor: RecordField.Value) -> Bool {
    guard let increment = plan.increment, case .text(let text?) = cursor, !text.isEmpty else { return true }
    guard let instant = plan.time.read(text) else { return false }
    if instant <= position.bound + Int64(increment.skew) * 1_000_000 {
      position.greatest = max(position.greatest ?? instant, instant)
    }
    return true
  }

  private mutating func refuse(_ record: SOAPPage.Record, _ reason: String, _ field: String?, _ detail: String) {
    let raw = record.raw()
    refusedBytes += raw.count
    batch.refused.append(
      RefusedRow(line: UInt64(position.line), reason: reason, field: field, detail: detail, raw: raw))
  }
}
