import HubConnectorKit
import HubModel

extension RecordSplitter {
  mutating func beginRecord() {
    recordStart = cursor
    fieldCount = 0
    hasQuoted = false
    recordFault = nil
    escapedBefore = escaped.count
    if hasHeader { batch.fields.append(contentsOf: repeatElement(.absent, count: columns.count)) }
    state = .fieldStart
  }

  @inline(__always)
  mutating func endField(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, isQuoted: Bool) {
    defer { fieldCount += 1 }
    lastFieldIsAbsent = start == end && !isQuoted
    guard hasHeader else {
      headerFields.append((range: start..<end, isEscaped: isQuoted && isEscaped))
      return
    }
    guard fieldCount < slots.count else { return }
    let slot = Int(slots[fieldCount])
    guard slot >= 0, !lastFieldIsAbsent else { return }
    if !dialect.nullMarks.isEmpty, isNullMark(bytes, start, end) { return }
    let place = batch.fields.count - columns.count + slot
    batch.fields[place] = FieldSpan(start: UInt32(start), length: Int32(end - start))
    if isQuoted, isEscaped { escaped.append(place) }
  }

  private func isNullMark(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let field = UnsafeBufferPointer(start: bytes + start, count: end - start)
    return dialect.nullMarks.contains { $0.count == field.count && $0.elementsEqual(field) }
  }

  /// The record's text ends at `stop`, before its line end.
  mutating func endRecord(_ bytes: UnsafePointer<UInt8>, _ stop: Int, to end: Int) throws(HubError) {
    let inner = hasQuoted ? lineEnds(bytes, from: recordStart, to: stop) : 0
    if hasHeader {
      closeRow(bytes, stop, expected: slots.count)
    } else {
      try closeHeader(bytes, stop)
    }
    line += inner
    startNext(bytes, after: stop, to: end)
  }

  private mutating func closeRow(_ bytes: UnsafePointer<UInt8>, _ stop: Int, expected: Int) {
    let isTolerated = fieldCount == expected + 1 && dialect.toleratesEmptyTrailingField && lastFieldIsAbsent
    if let fault = fault(before: stop) {
      refuse(fault, bytes, stop)
    } else if let recordFault {
      refuse(recordFault, "text follows a closing quote, or a quote stands in the text of a field", bytes, stop)
    } else if fieldCount != expected, !isTolerated {
      refuse("ragged-row", "\(fieldCount) fields found, \(expected) expected", bytes, stop)
    } else if passOver > 0 {
      dropFields()
      passOver -= 1
      position += 1
    } else {
      let record = FieldSpan(start: UInt32(recordStart), length: Int32(stop - recordStart))
      batch.endRow(line: line, record: record)
      position += 1
      delivered += 1
    }
  }

  private mutating func closeHeader(_ bytes: UnsafePointer<UInt8>, _ stop: Int) throws(HubError) {
    if let fault = fault(before: stop) { throw headerFault(fault) }
    if recordFault != nil { throw headerError("text follows a closing quote") }
    let names = headerFields.map { field -> [UInt8] in
      let raw = UnsafeBufferPointer(start: bytes + field.range.lowerBound, count: field.range.count)
      return field.isEscaped ? unescaped(raw) : Array(raw)
    }
    headerFields = []
    let plan = try HeaderPlan(names: names, wanted: columns)
    hasHeader = true
    slots = plan.slots
    batch = Batch(columns: columns, header: plan.names)
  }

  /// Goes on behind the line end at `stop`.
  mutating func startNext(_ bytes: UnsafePointer<UInt8>, after stop: Int, to end: Int) {
    followsCarriageReturn = stop < end && bytes[stop] == UInt8(ascii: "\r")
    line += 1
    cursor = min(stop + 1, end)
    recordStart = cursor
    state = .recordStart
    while nextFault < faults.count, faults[nextFault].position < cursor { nextFault += 1 }
  }

  mutating func dropFields() {
    guard hasHeader else { return }
    batch.fields.removeLast(columns.count)
    escaped.removeLast(escaped.count - escapedBefore)
  }

  private func fault(before stop: Int) -> TextFault? {
    guard nextFault < faults.count, faults[nextFault].position < stop else { return nil }
    return faults[nextFault]
  }

  /// A quoted field's text with each doubled quote made one.
  func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < raw.count {
      result.append(raw[index])
      index += raw[index] == dialect.quote ? 2 : 1
    }
    return result
  }
}
