#if SPREADSHEETS
  import HubModel
  import HubXML

  /// Reads the rows of one sheet from top to bottom.
  struct SheetReader {
    /// What the format allows, and Excel opens.
    private static let mostRows = 1_048_576
    private static let mostColumns = 16_384

    private let reader: XMLReader
    private let limits: SplitLimits
    private var lastRow = 0
    private var lastColumn = -1

    init(_ reader: XMLReader, limits: SplitLimits) {
      self.reader = reader
      self.limits = limits
    }

    /// Reads the next row that is written, empty ones too.
    /// - Returns: false at the end of the sheet, whose checksum is then known to be right.
    mutating func next(_ row: inout SheetRow) throws(HubError) -> Bool {
      while let event = try reader.next() {
        guard case .start(let name, let namespace, let attributes) = event, name == "row", isSpreadsheetML(namespace) else {
          continue
        }
        row.begin(try number(attributes["r"]))
        lastRow = row.number
        lastColumn = -1
        try readCells(&row)
        return true
      }
      return false
    }

    private func number(_ text: String?) throws(HubError) -> Int {
      let number = text.map { Int($0) ?? 0 } ?? lastRow + 1
      guard number > lastRow, number <= Self.mostRows else { throw fault("its rows are out of order") }
      return number
    }

    private mutating func readCells(_ row: inout SheetRow) throws(HubError) {
      // Elements within the row that hold no cell.
      var depth = 0
      while let event = try reader.next() {
        switch event {
        case .start(let name, let namespace, let attributes):
          if depth == 0, name == "c", isSpreadsheetML(namespace) {
            try readCell(attributes, &row)
          } else {
            depth += 1
          }
        case .end:
          if depth == 0 { return }
          depth -= 1
        case .text: break
        }
      }
    }

    private mutating func readCell(_ attributes: [(name: String, value: String)], _ row: inout SheetRow) throws(HubError) {
      let column = try column(attributes["r"])
      guard let kind = SheetCell.Kind(rawValue: attributes["t"] ?? "n") else { throw fault("a cell is of an unknown type") }
      let style = attributes["s"].flatMap { Int($0) } ?? 0
      let start = row.text.count
      var path = TextPath(wanted: kind == .inline ? "t" : "v")
      var isTooLong = false
      while let event = try reader.next() {
        switch event {
        case .start(let name, let namespace, _): path.open(name, namespace)
        case .text(let piece):
          guard path.isCollecting, !isTooLong else { break }
          row.text.append(contentsOf: piece.utf8)
          isTooLong = row.text.count - start > limits.field || row.text.count > limits.record
        case .end:
          if path.isOpen {
            path.close()
          } else {
            if kind == .inline || kind == .formulaText { EscapedText.decode(&row.text, from: start) }
            let value = start..<row.text.count
            row.cells.append(
              SheetCell(
                column: column, kind: kind, style: style, value: value, isPresent: path.isPresent, isTooLong: isTooLong))
            return
          }
        }
      }
    }

    /// The column of a reference such as `AB12`; the next one where none is written.
    private mutating func column(_ reference: String?) throws(HubError) -> Int {
      var column = lastColumn + 1
      if let reference {
        let letters = reference.utf8.prefix { $0 > 0x40 }
        column = -1
        for letter in letters.prefix(4) {
          guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { throw fault("a cell has no place") }
          column = (column + 1) * 26 + Int(letter - UInt8(ascii: "A"))
        }
      }
      guard column > lastColumn, column < Self.mostColumns else { throw fault("the cells of a row are out of order") }
      lastColumn = column
      return column
    }

    private func fault(_ what: String) -> HubError {
      HubError.spreadsheetMalformed("\(what) (after row \(lastRow))")
    }
  }
#endif
