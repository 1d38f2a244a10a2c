import HubConnectorKit
import HubModel

/// Splits decoded text into rows: RFC 4180, with LF, CR LF or CR as line end, told by what comes, line by line.
///
/// A pure state machine. Append UTF-8 to `text` and its faults to `faults`, then call `advance` until it answers false;
/// whenever it answers true a batch is full and `takeBatch` must follow. The same rows come out wherever the chunks are cut.
struct RecordSplitter {
  enum State { case recordStart, fieldStart, unquoted, quoted, quoteSeen, skipping }

  let dialect: Dialect
  let columns: [String]
  let batchRows: Int
  let encoding: TextEncoding
  let limits: SplitLimits

  /// Decoded and not handed over: the rows of the batch under way, then what is not split yet.
  var text: [UInt8] = []
  /// Faults in `text`, in order.
  var faults: [TextFault] = []
  /// The first of them that no closed record took.
  var nextFault = 0

  var state = State.recordStart
  var cursor = 0
  var recordStart = 0
  var fieldStart = 0
  var fieldCount = 0
  /// The record has a quoted field, so its text may hold line ends.
  var hasQuoted = false
  /// The quoted field under way holds doubled quotes.
  var isEscaped = false
  /// The reason the record under way is refused for.
  var recordFault: String?
  var lastFieldIsAbsent = false
  /// Line of the source, 1-based, where the record under way begins.
  var line: UInt64 = 1
  var followsCarriageReturn = false
  /// In records that begin before this offset a quote within an unquoted field is a fault, for an earlier quote was never closed.
  var suspectEnd = 0
  var skipped: (reason: String, detail: String, raw: [UInt8], lines: UInt64)?

  var hasHeader = false
  /// By field of the source: the batch's column, −1 where nobody asked for it.
  var slots: [Int32] = []
  var headerFields: [(range: Range<Int>, isEscaped: Bool)] = []
  var batch: Batch
  /// Indices into `batch.fields` of spans that still hold doubled quotes.
  var escaped: [Int] = []
  var escapedBefore = 0
  var refusedBytes = 0
  /// Rows of an earlier read that the checkpoint tells to pass over.
  var passOver: Int
  /// Rows closed since the header, refused and passed over ones included.
  var position = 0
  var delivered = 0
  var refused = 0

  init(
    _ dialect: Dialect, columns: [String], batchRows: Int, encoding: TextEncoding = .utf8, passOver: Int = 0,
    limits: SplitLimits = SplitLimits()
  ) {
    self.dialect = dialect
    self.columns = columns
    self.batchRows = max(1, batchRows)
    self.encoding = encoding
    self.passOver = passOver
    self.limits = limits
    batch = Batch(columns: columns)
  }

  /// Splits what is there.
  /// - Parameter atEnd: no more text follows.
  /// - Returns: true where the batch is full; false where more text is needed, or at the end nothing is left.
  /// - Throws: a fault of the header: the whole read is refused.
  mutating func advance(atEnd: Bool = false) throws(HubError) -> Bool {
    // The text is taken out of `self` meanwhile, so that it can be read while the rest of `self` changes.
    var current: [UInt8] = []
    swap(&current, &text)
    defer { swap(&current, &text) }
    let count = current.count
    let isFull = try current.withUnsafeBufferPointer { bytes throws(HubError) in
      guard let start = bytes.baseAddress else { return false }
      return try scan(start, to: count, atEnd: atEnd)
    }
    faults.removeFirst(nextFault)
    nextFault = 0
    if state == .skipping { drop(from: recordStart, of: &current) }
    return isFull
  }

  private mutating func drop(from start: Int, of current: inout [UInt8]) {
    current.removeSubrange(start...)
    faults.removeAll { $0.position >= start }
    cursor = start
  }

  /// Every column name of the source; empty until the header is read.
  var header: [String] { hasHeader ? batch.header : [] }

  var isFull: Bool {
    batch.rows + batch.refused.count >= batchRows || recordStart + refusedBytes >= limits.batch
  }
}
