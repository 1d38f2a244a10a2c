#if SPREADSHEETS
  import HubArchive
  import HubConnectorKit
  import HubModel

  /// The rows of a workbook's sheets, pulled batch by batch. Uses the processor alone: what it reads comes from a spool.
  ///
  /// The checkpoint of a batch is the number of rows behind the headers that were delivered or refused, as for delimited files.
  struct SpreadsheetSource {
    /// Shared strings that one step of the preparation reads.
    private static let stepStrings = 20_000

    let columns: [String]
    let headerRow: Int
    let limits: SplitLimits
    let cells: CellReader
    private let parts: SpreadsheetParts
    private var waiting: [Workbook.Sheet]
    private var isPrepared = false

    var sheet: SheetReader?
    var row = SheetRow()
    /// Every column name of the first sheet, in its order; empty until it is read, and where no sheet has a row.
    var header: [String] = []
    /// By column of the sheet: the batch's column, −1 where nobody asked for it.
    var slots: [Int32] = []
    /// The rows of the sheets before this one: lines are counted on.
    var linesBefore: UInt64 = 0
    /// Rows behind the headers, refused and passed over ones included; empty ones are not counted.
    var position = 0
    var delivered = 0
    var refused = 0
    var refusedBytes = 0

    /// - Parameter headerRow: as the spreadsheet program shows it; rows above it are passed over.
    /// - Throws: `sheet-ambiguous`, `sheet-missing`, `spreadsheet-malformed`, `column-asked-twice`, what archive and XML throw.
    init(
      archive: Archive, columns: [String], sheets: SheetChoice = .onlyVisible, headerRow: Int = 1,
      limits: SplitLimits = SplitLimits()
    ) throws(HubError) {
      guard Set(columns.map { Array($0.utf8) }).count == columns.count else {
        throw HubError("column-asked-twice", "The mapping asks for one column of the source more than once.")
      }
      parts = SpreadsheetParts(archive)
      let workbook = try Workbook(parts)
      waiting = try workbook.chosen(sheets)
      cells = CellReader(
        formats: try CellFormats(parts, part: workbook.stylesPart),
        strings: try SharedStrings(parts, part: workbook.stringsPart, limit: limits.field),
        countsFrom1904: workbook.countsFrom1904, limits: limits)
      self.columns = columns
      self.headerRow = max(1, headerRow)
      self.limits = limits
    }

    /// Does a step of what must be done before the first row, so that the caller can give way between the steps.
    /// - Returns: true where it is done; `nextBatch` otherwise does the rest.
    /// - Throws: as `init`; faults of the header.
    mutating func prepare() throws(HubError) -> Bool {
      if isPrepared { return true }
      guard try cells.strings.load(Self.stepStrings) else { return false }
      try openSheet()
      isPrepared = true
      return true
    }

    /// The next batch; nil at the end of the last sheet.
    /// - Parameters:
    ///   - rows: most rows of it, refused ones included.
    ///   - passOver: rows from the start of the read on, delivered or refused, that are not wanted again; the same number in
    ///     each call.
    mutating func nextBatch(rows: Int, passOver: Int = 0) throws(HubError) -> Batch? {
      while try !prepare() {}
      var batch = Batch(columns: columns, header: header)
      refusedBytes = 0
      while sheet != nil, hasRoom(batch, rows) {
        guard try sheet?.next(&row) == true else {
          try openSheet()
          continue
        }
        if row.isEmpty { continue }
        if position >= passOver { try take(into: &batch) }
        position += 1
      }
      batch.checkpoint = Checkpoint(rawValue: String(position))
      return batch.isEmpty ? nil : batch
    }

    private func hasRoom(_ batch: Batch, _ rows: Int) -> Bool {
      batch.rows + batch.refused.count < max(1, rows) && batch.text.count + refusedBytes < limits.batch
    }

    /// Goes on to the next sheet that has a header row.
    private mutating func openSheet() throws(HubError) {
      linesBefore += UInt64(row.number)
      sheet = nil
      while sheet == nil, !waiting.isEmpty {
        let next = waiting.removeFirst()
        row.begin(0)
        var reader = SheetReader(try parts.reader(next.part), limits: limits)
        if try readHeader(&reader, of: next) { sheet = reader }
      }
    }
  }
#endif
