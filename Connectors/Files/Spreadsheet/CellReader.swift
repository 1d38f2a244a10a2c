#if SPREADSHEETS
  import HubModel

  /// Turns cells into text.
  struct CellReader {
    struct Fault {
      var reason: String
      var detail: String
    }

    let formats: CellFormats
    let strings: SharedStrings
    let countsFrom1904: Bool
    let limits: SplitLimits

    /// Appends the cell's text to `out`; where it cannot be taken, the text as its XML has it, for the quarantine.
    /// - Returns: why the row is to be refused, where this column is wanted.
    /// - Throws: `spreadsheet-malformed`, what the spool throws.
    func append(_ cell: SheetCell, of row: SheetRow, to out: inout [UInt8]) throws(HubError) -> Fault? {
      let raw = row.text[cell.value]
      if cell.isTooLong { return tooLong(raw, &out) }
      switch cell.kind {
      case .shared: return try appendShared(raw, to: &out)
      case .number: return appendNumber(raw, formats[cell.style], to: &out)
      case .flag: return appendFlag(raw, to: &out)
      case .error:
        out += raw
        return Fault(reason: "excel-error-cell", detail: "the cell holds an error of the spreadsheet, not a value")
      case .inline, .formulaText, .date: out += raw
      }
      return nil
    }

    private func tooLong(_ raw: ArraySlice<UInt8>, _ out: inout [UInt8]) -> Fault {
      out += raw.prefix(limits.kept)
      return Fault(
        reason: "field-too-long",
        detail: "a cell is longer than \(limits.field) bytes; the first \(limits.kept) bytes of it are kept")
    }

    private func appendShared(_ raw: ArraySlice<UInt8>, to out: inout [UInt8]) throws(HubError) -> Fault? {
      let start = out.count
      guard let index = Int(String(decoding: raw, as: UTF8.self)), try strings.append(index, to: &out) else {
        throw HubError.spreadsheetMalformed("a cell names a shared string that is not there")
      }
      guard out.count - start > limits.field else { return nil }
      let begin = out[start...]
      out.removeSubrange(start...)
      return tooLong(begin, &out)
    }

    private func appendNumber(_ raw: ArraySlice<UInt8>, _ format: CellFormat, to out: inout [UInt8]) -> Fault? {
      if case .date(let hasDate, let hasTime) = format {
        switch SerialDate(raw, hasDate: hasDate, hasTime: hasTime, countsFrom1904: countsFrom1904) {
        case .text(let text): out += text.utf8
        case .invalid(let detail):
          out += raw
          return Fault(reason: "excel-date-invalid", detail: detail)
        }
        return nil
      }
      switch CellNumber(raw) {
      case .text(let text): out += text.utf8
      case .precisionLost:
        out += raw
        return Fault(
          reason: "excel-precision-lost",
          detail: "the cell holds a number, not text, and a number keeps only \(CellNumber.digits) digits")
      case .malformed:
        out += raw
        return Fault(reason: "excel-number-malformed", detail: "the cell is marked as a number and holds none")
      }
      return nil
    }

    private func appendFlag(_ raw: ArraySlice<UInt8>, to out: inout [UInt8]) -> Fault? {
      switch String(decoding: raw, as: UTF8.self) {
      case "1", "true": out += "TRUE".utf8
      case "0", "false": out += "FALSE".utf8
      default:
        out += raw
        return Fault(reason: "excel-number-malformed", detail: "the cell is marked as true or false and holds neither")
      }
      return nil
    }
  }
#endif
