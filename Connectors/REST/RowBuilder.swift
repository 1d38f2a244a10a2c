import HubConnectorKit
import HubModel

/// Makes batches of the records of one read, page after page. Without any I/O of its own.
///
/// A finder writes a record's text and says where in it the fields stand; a record with a fault is refused as a whole.
final class RowBuilder {
  static let batchText = 4 << 20
  static let recordText = 16 << 20
  static let refusedText = 64 << 10
  static let pageRecords = 10_000_000

  let plan: PagePlan
  private let batchRows: Int
  let clock: CursorClock?
  /// Where the read is; its row numbers move with each record.
  var position: ReadPosition

  var batch: Batch
  var ready: [Batch] = []
  var delivered = 0
  var refused = 0
  /// Texts of the names that records have, in the order they came, each with a word for its first value's type.
  var names = RecordNames()
  /// Columns that some record had, be it null.
  var seen: [Bool]
  var cursorValues = 0
  var readableCursors = 0

  var spans: [FieldSpan]
  /// Values that do not stand in the record's text as they are.
  var copies: [(slot: Int, bytes: [UInt8])] = []
  private(set) var fault: (reason: String, field: String?, detail: String)?
  private(set) var isOverlong = false
  private(set) var recordStart = 0
  private var refusedBytes = 0

  /// Records of this page that were handed over before.
  private var passOver = 0
  private var markExpected: Int?
  /// Of the records of the page under way, equal for equal records in equal order.
  private(set) var pageMark = 0

  init(_ plan: PagePlan, batchRows: Int, position: ReadPosition, clock: CursorClock? = nil) {
    self.plan = plan
    self.batchRows = max(1, batchRows)
    self.position = position
    self.clock = clock
    batch = Batch(columns: plan.columns)
    seen = [Bool](repeating: false, count: plan.slotCount)
    spans = [FieldSpan](repeating: .absent, count: plan.slotCount)
  }

  /// - Parameters:
  ///   - passOver: records at its start that an earlier attempt, or an earlier read, delivered.
  ///   - mark: what `pageMark` was behind them, where that is known.
  func beginPage(_ place: PagePlace, passOver: Int, mark: Int? = nil) {
    abandonRecord()
    position.place = place
    position.row = 0
    self.passOver = passOver
    markExpected = passOver > 0 ? mark : nil
    pageMark = 0
  }

  /// - Throws: `page-changed`, transient, where fewer records came than an earlier attempt delivered.
  func endPage() throws(HubError) {
    guard position.row >= passOver else { throw Self.pageChanged }
  }

  /// Drops what an attempt that failed left of its last record.
  func abandonRecord() {
    if recordStart < batch.text.count { batch.text.removeSubrange(recordStart...) }
    reset()
  }

  func beginRecord() {
    recordStart = batch.text.count
    reset()
  }

  func refuse(_ reason: String, field: String?, _ detail: String) {
    if fault == nil { fault = (reason, field, detail) }
  }

  var offset: Int { batch.text.count }

  func append(_ byte: UInt8) {
    if !isOverlong { batch.text.append(byte) }
  }

  func append(_ bytes: some Collection<UInt8>) {
    guard !isOverlong else { return }
    batch.text.append(contentsOf: bytes)
    checkLength()
  }

  func checkLength() {
    guard batch.text.count - recordStart > Self.recordText else { return }
    refuse("record-too-long", field: nil, "the record is longer than \(Self.recordText) bytes")
    batch.text.removeSubrange((recordStart + Self.refusedText)...)
    isOverlong = true
  }

  /// - Throws: `page-changed`, transient; `page-too-large`.
  func endRecord() throws(HubError) {
    defer { beginRecord() }
    position.row += 1
    guard position.row <= Self.pageRecords else {
      throw HubError(
        "page-too-large", "A page has more than \(Self.pageRecords) records.", remedy: "Ask for smaller pages.")
    }
    mark()
    guard position.row > passOver else { return try dropPassedOver() }
    position.rows += 1
    if let fault { refuseRecord(fault) } else { keepRecord() }
    if batch.rows + batch.refused.count >= batchRows || batch.text.count + refusedBytes >= Self.batchText { closeBatch() }
  }

  /// Hands the rows over as a batch. Only between two records.
  func closeBatch() {
    refusedBytes = 0
    guard !batch.isEmpty else { return }
    batch.checkpoint = RESTCheckpoint.inside(position).checkpoint
    var next = Batch(columns: plan.columns, header: names.texts)
    swap(&batch, &next)
    ready.append(next)
    recordStart = 0
  }

  func takeReady() -> [Batch] {
    defer { ready = [] }
    return ready
  }

  private func reset() {
    for slot in spans.indices { spans[slot] = .absent }
    copies = []
    fault = nil
    isOverlong = false
  }

  private func mark() {
    var hasher = Hasher()
    hasher.combine(pageMark)
    batch.text.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[recordStart...])) }
    pageMark = hasher.finalize()
  }

  private func dropPassedOver() throws(HubError) {
    batch.text.removeSubrange(recordStart...)
    guard position.row == passOver, let markExpected, markExpected != pageMark else { return }
    throw Self.pageChanged
  }

  private static var pageChanged: HubError {
    HubError(
      "page-changed", "A page that was read again brought other records than before.", remedy: "The next read begins anew.",
      persistence: .transient)
  }

  private func refuseRecord(_ fault: (reason: String, field: String?, detail: String)) {
    let raw = Array(batch.text[recordStart...].prefix(Self.refusedText))
    batch.text.removeSubrange(recordStart...)
    batch.refused.append(
      RefusedRow(line: position.rows, reason: fault.reason, field: fault.field, detail: fault.detail, raw: raw))
    refusedBytes += raw.count
    refused += 1
  }
}
