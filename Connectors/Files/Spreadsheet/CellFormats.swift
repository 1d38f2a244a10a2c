#if SPREADSHEETS
  import HubModel
  import HubXML

  /// The formats of a workbook's cells, by the number in a cell's attribute `s`.
  struct CellFormats {
    private static let most = 1 << 18

    private var formats: [CellFormat] = []

    /// - Parameter part: nil where the workbook has no styles: then every number is a number.
    /// - Throws: `spreadsheet-malformed`, what archive and XML throw.
    init(_ parts: SpreadsheetParts, part: String?) throws(HubError) {
      guard let part else { return }
      let reader = try parts.reader(part)
      var written: [Int: CellFormat] = [:]
      var isInCells = false
      while let event = try reader.next() {
        switch event {
        case .start(let name, let namespace, let attributes) where isSpreadsheetML(namespace):
          if name == "cellXfs" { isInCells = true }
          if name == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
            written[id] = CellFormat(code: code)
          }
          if name == "xf", isInCells {
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(written[id] ?? .builtIn(id))
          }
        case .end(let name) where name == "cellXfs": isInCells = false
        default: break
        }
        guard max(formats.count, written.count) <= Self.most else { throw HubError.spreadsheetMalformed("too many styles") }
      }
    }

    subscript(_ style: Int) -> CellFormat { formats.indices.contains(style) ? formats[style] : .number }
  }
#endif
