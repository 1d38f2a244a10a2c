#if SPREADSHEETS
  import HubModel

  extension SpreadsheetSource {
    /// Reads to the header row and finds the columns in it.
    /// - Returns: false where the sheet ends before it: a sheet without rows is a clean read.
    /// - Throws: `missing-column`, `duplicate-header`, `header-malformed`, `sheet-header-differs`.
    mutating func readHeader(_ reader: inout SheetReader, of sheet: Workbook.Sheet) throws(HubError) -> Bool {
      repeat {
        guard try reader.next(&row) else { return false }
      } while row.number < headerRow
      // The row may not be written at all: then it is a header without names.
      let names = try row.number == headerRow ? headerNames() : []
      let plan = try HeaderPlan(names: names, wanted: columns)
      if header.isEmpty {
        header = plan.names
        slots = plan.slots
      }
      guard header.elementsEqual(plan.names, by: { $0.utf8.elementsEqual($1.utf8) }) else {
        throw HubError(
          "sheet-header-differs", "The header of the sheet \(sheet.name) is another one than that of the first sheet.",
          remedy: "Read sheets of different headers by different mappings.")
      }
      return true
    }

    private func headerNames() throws(HubError) -> [[UInt8]] {
      var names: [[UInt8]] = []
      for cell in row.cells where !cell.value.isEmpty {
        var name: [UInt8] = []
        guard try cells.append(cell, of: row, to: &name) == nil, !name.contains(0) else {
          throw HubError(
            "header-malformed", "The header cannot be read: its column \(cell.column + 1) holds no usable name.",
            remedy: "Check in which row the header stands.")
        }
        names.append(contentsOf: repeatElement([], count: cell.column - names.count))
        names.append(name)
      }
      return names
    }
  }
#endif
