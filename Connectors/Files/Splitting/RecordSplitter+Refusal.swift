import HubConnectorKit
import HubModel

extension RecordSplitter {
  /// The quote that opened at `fieldStart` is not closed where it should be; `place` is how far it was looked for.
  ///
  /// Only the lines up to the one it opened on are refused; what follows is split again from the next line,
  /// so that one forgotten quote does not eat the file. Until `place` a quote within a field is then a fault: should this
  /// have been one field with a bare quote in it, its lines are refused and not taken for rows.
  mutating func giveUpQuote(_ bytes: UnsafePointer<UInt8>, at place: Int, to end: Int) throws(HubError) -> Bool {
    let stop = firstLineEnd(bytes, from: fieldStart, to: place)
    if stop == place, place < end || place - fieldStart > limits.field {
      return try skip(bytes, from: place, "field-too-long", "a quoted field is longer than \(limits.field) bytes")
    }
    guard hasHeader else { throw headerError("a quote is not closed") }
    suspectEnd = max(suspectEnd, place)
    let inner = lineEnds(bytes, from: recordStart, to: stop)
    refuse("unterminated-quote", "a quote is opened and not closed", bytes, stop)
    line += inner
    startNext(bytes, after: stop, to: end)
    return true
  }

  /// Refuses the record under way and passes over everything to the next line end, without keeping it.
  mutating func skip(
    _ bytes: UnsafePointer<UInt8>, from place: Int, _ reason: String, _ detail: String
  ) throws(HubError) -> Bool {
    guard hasHeader else { throw headerError(detail) }
    let kept = min(limits.kept, place - recordStart)
    let raw = Array(UnsafeBufferPointer(start: bytes + recordStart, count: kept))
    let lines = lineEnds(bytes, from: recordStart, to: place)
    skipped = (reason: reason, detail: "\(detail); the first \(kept) bytes of the row are kept", raw: raw, lines: lines)
    cursor = place
    state = .skipping
    return true
  }

  mutating func refuse(_ fault: TextFault, _ bytes: UnsafePointer<UInt8>, _ stop: Int) {
    let field = columnName(of: fault.position, bytes)
    switch fault.kind {
    case .nul:
      refuse("nul-character", "NUL at byte \(fault.byteOffset) of the source", bytes, stop, field: field)
    case .undecodable:
      let detail = "byte \(fault.byteOffset) of the source is not \(encoding.rawValue)"
      refuse("undecodable-bytes", detail, bytes, stop, field: field)
    }
  }

  mutating func refuse(
    _ reason: String, _ detail: String, _ bytes: UnsafePointer<UInt8>, _ stop: Int, field: String? = nil
  ) {
    let record = UnsafeBufferPointer(start: bytes + recordStart, count: stop - recordStart)
    refuse(reason, detail, raw: passOver > 0 ? [] : Array(record), field: field)
  }

  mutating func refuse(_ reason: String, _ detail: String, raw: [UInt8], field: String? = nil) {
    dropFields()
    position += 1
    guard passOver == 0 else { return passOver -= 1 }
    refused += 1
    refusedBytes += raw.count
    batch.refused.append(RefusedRow(line: line, reason: reason, field: field, detail: detail, raw: raw))
  }

  /// The column in whose field `position` is; nil beyond the last.
  private func columnName(of position: Int, _ bytes: UnsafePointer<UInt8>) -> String? {
    var index = 0
    var isQuoted = false
    for place in recordStart..<position {
      if bytes[place] == dialect.quote { isQuoted.toggle() }
      if bytes[place] == dialect.delimiter, !isQuoted { index += 1 }
    }
    return index < batch.header.count ? batch.header[index] : nil
  }

  func headerFault(_ fault: TextFault) -> HubError {
    guard fault.kind == .undecodable else { return headerError("NUL at byte \(fault.byteOffset)") }
    return HubError(
      "encoding-mismatch", "Byte \(fault.byteOffset), in the header, is not \(encoding.rawValue), which is declared.",
      remedy: "Declare the encoding that the department really writes.")
  }

  func headerError(_ detail: String) -> HubError {
    HubError("header-malformed", "The header cannot be split: \(detail).", remedy: "Check the delimiter and the quote.")
  }
}
