#if SPREADSHEETS
  /// A row of a sheet as its XML has it, reused from row to row.
  struct SheetRow {
    /// As the spreadsheet program shows it, 1-based.
    var number = 0
    var cells: [SheetCell] = []
    /// The text of all cells, back to back.
    var text: [UInt8] = []

    /// No cell has a value, as in rows that only have a colour.
    var isEmpty: Bool { cells.allSatisfy { $0.value.isEmpty } }

    mutating func begin(_ number: Int) {
      self.number = number
      cells.removeAll(keepingCapacity: true)
      text.removeAll(keepingCapacity: true)
    }
  }

  /// One cell of a row, not yet understood.
  struct SheetCell {
    enum Kind: String {
      case shared = "s"
      case formulaText = "str"
      case inline = "inlineStr"
      case number = "n"
      case flag = "b"
      case error = "e"
      /// ISO 8601, as the strict edition may write dates.
      case date = "d"
    }

    /// 0-based.
    var column: Int
    var kind: Kind
    /// Index of its format.
    var style: Int
    /// Where its text stands in the row's.
    var value: Range<Int>
    /// There is a value, be it empty.
    var isPresent: Bool
    /// Longer than a field may be; `value` is its begin.
    var isTooLong = false

    /// A number, flag or index without text is no value; a formula may well give an empty text.
    var hasValue: Bool { isPresent && (!value.isEmpty || kind == .inline || kind == .formulaText) }
  }
#endif
