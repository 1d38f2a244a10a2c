import HubModel

extension ConformedBatch {
  mutating func begin(rows expected: Int, attributes count: Int, refused before: [RefusedRow]) {
    rows = 0
    attributes = count
    bytes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    observedAt.removeAll(keepingCapacity: true)
    subjectKind.removeAll(keepingCapacity: true)
    subjectNumber.removeAll(keepingCapacity: true)
    aliasKind.removeAll(keepingCapacity: true)
    aliasNumber.removeAll(keepingCapacity: true)
    member.removeAll(keepingCapacity: true)
    rowKey.removeAll(keepingCapacity: true)
    remarks.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    refused = before
    removed.removeAll(keepingCapacity: true)
    spans.reserveCapacity(expected * count)
    folded.reserveCapacity(expected * count)
  }

  mutating func beginRow() {
    for _ in 0..<attributes {
      spans.append(.absent)
      folded.append(.absent)
    }
  }

  mutating func endRow(_ row: RowState, line: UInt64) {
    lines.append(line)
    observedAt.append(row.observedAt)
    subjectKind.append(row.kind)
    subjectNumber.append(row.number)
    aliasKind.append(row.aliasKind)
    aliasNumber.append(row.alias)
    member.append(row.member)
    rowKey.append(row.key)
    remarks.append(row.remarks)
    rows += 1
  }

  /// Takes back the row begun last; `mark` is the byte count from before it.
  mutating func dropRow(mark: Int) {
    bytes.removeLast(bytes.count - mark)
    spans.removeLast(attributes)
    folded.removeLast(attributes)
  }

  mutating func append(_ text: TextView) -> ValueSpan {
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.start, count: text.count))
    return ValueSpan(start: UInt32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: text.count))
  }

  mutating func append(_ text: [UInt8]) -> ValueSpan {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return ValueSpan(start: UInt32(truncatingIfNeeded: start), length: Int32(truncatingIfNeeded: text.count))
  }

  /// UInt32 LE length ‖ bytes of a value that stands in the buffer already; an absent one has the length 0xFFFFFFFF.
  mutating func appendPrefixed(_ span: ValueSpan) {
    append(length: UInt32(bitPattern: span.length))
    guard !span.isAbsent else { return }
    for index in span.range { bytes.append(bytes[index]) }
  }

  mutating func appendPrefixed(_ text: TextView) {
    append(length: UInt32(truncatingIfNeeded: text.count))
    _ = append(text)
  }

  private mutating func append(length: UInt32) {
    bytes.append(UInt8(truncatingIfNeeded: length))
    bytes.append(UInt8(truncatingIfNeeded: length >> 8))
    bytes.append(UInt8(truncatingIfNeeded: length >> 16))
    bytes.append(UInt8(truncatingIfNeeded: length >> 24))
  }
}

/// What is known of the row being conformed.
struct RowState {
  var kind: UInt8 = 0
  var number = ValueSpan.absent
  var aliasKind: UInt8 = 0
  var alias = ValueSpan.absent
  var member = ValueSpan.absent
  var key = ValueSpan.absent
  var observedAt = Int64.min
  var remarks: UInt32 = 0
  /// The first fault: its stable word and the field's index in the plan (−1: the whole row).
  var fault: String?
  var faultField = -1
  /// A field that the row key is made of could not be read: a key made of what is left would be another row's.
  var isKeyBroken = false
}
