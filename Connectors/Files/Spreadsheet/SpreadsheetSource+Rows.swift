#if SPREADSHEETS
  import HubConnectorKit
  import HubModel

  extension SpreadsheetSource {
    /// Why a row is refused, and for which column.
    private struct Refusal {
      var fault: CellReader.Fault
      var column: Int?
    }

    /// Adds the row to the batch, or to its refused ones.
    ///
    /// The record's text is the row as a line of RFC 4180, unmapped columns included.
    mutating func take(into batch: inout Batch) throws(HubError) {
      let start = batch.text.count
      let first = batch.fields.count
      batch.fields.append(contentsOf: repeatElement(.absent, count: columns.count))
      var copies: [(place: Int, text: [UInt8])] = []
      var refusal: Refusal?
      var column = 0
      for cell in row.cells where cell.isPresent {
        // A number, flag or index without text is no value; a formula may well give an empty text.
        if cell.value.isEmpty, cell.kind != .inline, cell.kind != .formulaText { continue }
        batch.text.append(contentsOf: repeatElement(UInt8(ascii: ","), count: cell.column - column))
        column = cell.column
        var text: [UInt8] = []
        let fault = try cells.append(cell, of: row, to: &text)
        let slot = column < slots.count ? Int(slots[column]) : -1
        if refusal == nil { refusal = judge(text, fault, column, isWanted: slot >= 0) }
        let span = append(text, to: &batch.text)
        if slot >= 0 { batch.fields[first + slot] = span ?? .absent }
        if slot >= 0, span == nil { copies.append((place: first + slot, text: text)) }
        guard batch.text.count - start <= limits.record else {
          let detail = "the row is longer than \(limits.record) bytes; the first \(limits.kept) bytes of it are kept"
          refusal = Refusal(fault: CellReader.Fault(reason: "record-too-long", detail: detail), column: nil)
          batch.text.removeSubrange((start + limits.kept)...)
          break
        }
      }
      if let refusal { return refuse(refusal, from: start, &batch) }
      if slots.count - 1 > column {
        batch.text.append(contentsOf: repeatElement(UInt8(ascii: ","), count: slots.count - 1 - column))
      }
      let record = FieldSpan(start: UInt32(start), length: Int32(batch.text.count - start))
      for copy in copies {
        batch.fields[copy.place] = FieldSpan(start: UInt32(batch.text.count), length: Int32(copy.text.count))
        batch.text += copy.text
      }
      batch.endRow(line: line, record: record)
      delivered += 1
    }

    private var line: UInt64 { linesBefore + UInt64(row.number) }

    private func judge(_ text: [UInt8], _ fault: CellReader.Fault?, _ column: Int, isWanted: Bool) -> Refusal? {
      if let fault, isWanted || fault.reason == "field-too-long" { return Refusal(fault: fault, column: column) }
      guard text.contains(0) else { return nil }
      // PostgreSQL cannot store it, not even in quarantined text that nobody asked for.
      return Refusal(fault: CellReader.Fault(reason: "nul-character", detail: "NUL in a cell"), column: column)
    }

    /// Appends a field of RFC 4180.
    /// - Returns: where its value stands; nil where doubled quotes make it another text.
    private func append(_ text: [UInt8], to out: inout [UInt8]) -> FieldSpan? {
      let quote = UInt8(ascii: "\"")
      let needsQuotes = text.isEmpty || text.contains { $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D }
      if needsQuotes { out.append(quote) }
      let span = FieldSpan(start: UInt32(out.count), length: Int32(text.count))
      let hasQuotes = text.contains(quote)
      if hasQuotes {
        for byte in text { out.append(contentsOf: repeatElement(byte, count: byte == quote ? 2 : 1)) }
      } else {
        out += text
      }
      if needsQuotes { out.append(quote) }
      return hasQuotes ? nil : span
    }

    private mutating func refuse(_ refusal: Refusal, from start: Int, _ batch: inout Batch) {
      let raw = Array(batch.text[start...])
      batch.text.removeSubrange(start...)
      batch.fields.removeLast(columns.count)
      let name = refusal.column.flatMap { $0 < header.count && !header[$0].isEmpty ? header[$0] : nil }
      batch.refused.append(
        RefusedRow(line: line, reason: refusal.fault.reason, field: name, detail: refusal.fault.detail, raw: raw))
      refused += 1
      refusedBytes += raw.count
    }
  }
#endif
