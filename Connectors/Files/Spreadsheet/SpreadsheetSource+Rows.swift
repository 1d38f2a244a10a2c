#if SPREADSHEETS
  import HubConnectorKit
  import HubModel

  /// A row on its way into a batch.
  private struct RowDraft {
    /// Where its record begins in the batch's text.
    let start: Int
    /// Where its spans begin.
    let fields: Int
    /// The column reached.
    var column = 0
    /// Values that are written with doubled quotes: their own text follows the record.
    var copies: [(place: Int, text: [UInt8])] = []
    /// Why the row is refused, and for which column.
    var refusal: (fault: CellReader.Fault, column: Int?)?
  }

  extension SpreadsheetSource {
    /// Adds the row to the batch, or to its refused ones.
    ///
    /// The record's text is the row as a line of RFC 4180, unmapped columns included.
    mutating func take(into batch: inout Batch) throws(HubError) {
      var draft = RowDraft(start: batch.text.count, fields: batch.fields.count)
      batch.fields.append(contentsOf: repeatElement(.absent, count: columns.count))
      for cell in row.cells where cell.hasValue {
        try add(cell, to: &draft, &batch)
        guard batch.text.count - draft.start > limits.record else { continue }
        let detail = "the row is longer than \(limits.record) bytes; the first \(limits.kept) bytes of it are kept"
        draft.refusal = (fault: CellReader.Fault(reason: "record-too-long", detail: detail), column: nil)
        batch.text.removeSubrange((draft.start + limits.kept)...)
        break
      }
      if draft.refusal == nil { close(draft, &batch) } else { refuse(draft, &batch) }
    }

    private func add(_ cell: SheetCell, to draft: inout RowDraft, _ batch: inout Batch) throws(HubError) {
      batch.text.append(contentsOf: repeatElement(UInt8(ascii: ","), count: cell.column - draft.column))
      draft.column = cell.column
      var text: [UInt8] = []
      let fault = try cells.append(cell, of: row, to: &text)
      let slot = cell.column < slots.count ? Int(slots[cell.column]) : -1
      if draft.refusal == nil, let found = judge(text, fault, isWanted: slot >= 0) {
        draft.refusal = (fault: found, column: cell.column)
      }
      let span = append(text, to: &batch.text)
      guard slot >= 0 else { return }
      if let span {
        batch.fields[draft.fields + slot] = span
      } else {
        draft.copies.append((place: draft.fields + slot, text: text))
      }
    }

    private func judge(_ text: [UInt8], _ fault: CellReader.Fault?, isWanted: Bool) -> CellReader.Fault? {
      if let fault, isWanted || fault.reason == "field-too-long" { return fault }
      // The database cannot store it, not even in a text that nobody asked for.
      return text.contains(0) ? CellReader.Fault(reason: "nul-character", detail: "NUL in a cell") : nil
    }

    /// Appends a field of RFC 4180.
    /// - Returns: where its value stands; nil where doubled quotes make it another text.
    private func append(_ text: [UInt8], to out: inout [UInt8]) -> FieldSpan? {
      let quote = UInt8(ascii: "\"")
      let hasQuotes = text.contains(quote)
      let needsQuotes = hasQuotes || text.isEmpty || text.contains { $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }
      if needsQuotes { out.append(quote) }
      let span = FieldSpan(start: UInt32(out.count), length: Int32(text.count))
      if hasQuotes {
        for byte in text { out.append(contentsOf: repeatElement(byte, count: byte == quote ? 2 : 1)) }
      } else {
        out += text
      }
      if needsQuotes { out.append(quote) }
      return hasQuotes ? nil : span
    }

    private mutating func close(_ draft: RowDraft, _ batch: inout Batch) {
      let missing = max(0, slots.count - 1 - draft.column)
      batch.text.append(contentsOf: repeatElement(UInt8(ascii: ","), count: missing))
      let record = FieldSpan(start: UInt32(draft.start), length: Int32(batch.text.count - draft.start))
      for copy in draft.copies {
        batch.fields[copy.place] = FieldSpan(start: UInt32(batch.text.count), length: Int32(copy.text.count))
        batch.text += copy.text
      }
      batch.endRow(line: line, record: record)
      delivered += 1
    }

    private mutating func refuse(_ draft: RowDraft, _ batch: inout Batch) {
      guard let refusal = draft.refusal else { return }
      let raw = Array(batch.text[draft.start...])
      batch.text.removeSubrange(draft.start...)
      batch.fields.removeLast(columns.count)
      let name = refusal.column.flatMap { $0 < header.count && !header[$0].isEmpty ? header[$0] : nil }
      let fault = refusal.fault
      batch.refused.append(RefusedRow(line: line, reason: fault.reason, field: name, detail: fault.detail, raw: raw))
      refused += 1
      refusedBytes += raw.count
    }

    private var line: UInt64 { linesBefore + UInt64(row.number) }
  }
#endif
