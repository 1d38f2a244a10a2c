#if SPREADSHEETS
  import HubArchive
  import HubConnectorKit
  import HubModel

  @testable import FilesConnector

  /// A workbook written by hand.
  struct SpreadsheetBook {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    struct Sheet {
      var name = "Sheet1"
      var state = ""
      /// `<row>` elements.
      var rows: String
    }

    var sheets: [Sheet]
    /// `<si>` elements.
    var strings = ""
    /// `<numFmt>` elements.
    var formats = ""
    /// Of each cell style, the number of its format.
    var styles: [Int] = []
    var countsFrom1904 = false

    init(_ rows: String) { sheets = [Sheet(rows: rows)] }
    init(_ sheets: [Sheet]) { self.sheets = sheets }

    func archive() throws(HubError) -> Archive {
      let bytes = SpreadsheetZip.bytes(parts)
      let spool = try SealedSpool()
      try bytes.withUnsafeBufferPointer { bytes throws(HubError) in try spool.append(UnsafeRawBufferPointer(bytes)) }
      try spool.seal()
      return try Archive(spool)
    }

    var parts: [(name: String, text: String)] {
      var parts = [
        (name: "_rels/.rels", text: list([("rId1", "officeDocument", "xl/workbook.xml")])),
        (name: "xl/workbook.xml", text: workbook), (name: "xl/_rels/workbook.xml.rels", text: list(workbookRelations)),
        (name: "xl/styles.xml", text: styleSheet), (name: "xl/sharedStrings.xml", text: element("sst", strings)),
      ]
      for (index, sheet) in sheets.enumerated() {
        let text = element("worksheet", "<sheetData>\(sheet.rows)</sheetData>")
        parts.append((name: "xl/worksheets/sheet\(index + 1).xml", text: text))
      }
      return parts
    }

    private var workbook: String {
      let list = sheets.enumerated().map { index, sheet in
        let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
        return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"s\(index + 1)\"/>"
      }
      let date = countsFrom1904 ? "<workbookPr date1904=\"1\"/>" : ""
      return element("workbook xmlns:r=\"\(Self.kinds)\"", "\(date)<sheets>\(list.joined())</sheets>")
    }

    private var workbookRelations: [(String, String, String)] {
      let parts = sheets.indices.map { ("s\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
      return parts + [("a", "styles", "styles.xml"), ("b", "sharedStrings", "/xl/sharedStrings.xml")]
    }

    private var styleSheet: String {
      let cells = styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined()
      let other = "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      return element("styleSheet", "<numFmts>\(formats)</numFmts>\(other)<cellXfs>\(cells)</cellXfs>")
    }

    private func element(_ name: String, _ content: String) -> String {
      let close = name.prefix { $0 != " " }
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(name) xmlns=\"\(Self.main)\">\(content)</\(close)>"
    }

    private func list(_ relations: [(String, String, String)]) -> String {
      let list = relations.map { id, kind, target in
        "<Relationship Id=\"\(id)\" Type=\"\(Self.kinds)/\(kind)\" Target=\"\(target)\"/>"
      }
      return "<Relationships xmlns=\"\(Self.relations)\">\(list.joined())</Relationships>"
    }
  }

  /// What a workbook reads as.
  struct SpreadsheetSample: Equatable {
    var rows: [[String?]] = []
    var lines: [UInt64] = []
    var raw: [String] = []
    var reasons: [String] = []
    var refusedLines: [UInt64] = []
    var refusedRaw: [String] = []
    var fields: [String?] = []
    var details: [String] = []
    var header: [String] = []
    var batches = 0
    var checkpoints: [String] = []

    init(
      _ book: SpreadsheetBook, _ columns: [String], sheets: SheetChoice = .onlyVisible, headerRow: Int = 1,
      batchRows: Int = 1000, passOver: Int = 0, limits: SplitLimits = SplitLimits()
    ) throws(HubError) {
      let archive = try book.archive()
      try self.init(
        archive, columns, sheets: sheets, headerRow: headerRow, batchRows: batchRows, passOver: passOver, limits: limits)
    }

    init(
      _ archive: Archive, _ columns: [String], sheets: SheetChoice = .onlyVisible, headerRow: Int = 1,
      batchRows: Int = 1000, passOver: Int = 0, limits: SplitLimits = SplitLimits()
    ) throws(HubError) {
      var source = try SpreadsheetSource(
        archive: archive, columns: columns, sheets: sheets, headerRow: headerRow, limits: limits)
      while let batch = try source.nextBatch(rows: batchRows, passOver: passOver) { take(batch) }
      header = source.header
    }

    private mutating func take(_ batch: Batch) {
      batches += 1
      checkpoints.append(batch.checkpoint?.rawValue ?? "")
      for row in 0..<batch.rows {
        rows.append(batch.columns.indices.map { batch.string(row: row, column: $0) })
        raw.append(String(decoding: batch.raw(row: row), as: UTF8.self))
      }
      lines += batch.lines
      reasons += batch.refused.map(\.reason)
      refusedLines += batch.refused.map(\.line)
      refusedRaw += batch.refused.map { String(decoding: $0.raw, as: UTF8.self) }
      fields += batch.refused.map(\.field)
      details += batch.refused.map(\.detail)
    }
  }

  /// A row of inline texts; nil leaves the cell out.
  func textRow(_ number: Int, _ texts: [String?]) -> String {
    let cells = texts.enumerated().map { index, text in
      text.map { "<c r=\"\(columnName(index))\(number)\" t=\"inlineStr\"><is><t>\($0)</t></is></c>" } ?? ""
    }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  /// A row of one cell in column A; `attributes` without its reference.
  func cellRow(_ number: Int, _ attributes: String, _ value: String) -> String {
    "<row r=\"\(number)\"><c r=\"A\(number)\" \(attributes)><v>\(value)</v></c></row>"
  }

  private func columnName(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
    return index < 26 ? letter : columnName(index / 26 - 1) + letter
  }
#endif
