import HubConnectorKit
import HubJSON

extension RowBuilder {
  /// Appends text as a JSON string; the place where it stands as it is, nil where it had to be escaped.
  func appendString(_ text: [UInt8]) -> FieldSpan? {
    guard !isOverlong else { return nil }
    let start = offset + 1
    let isPlain = JSONText.append(text, to: &batch.text)
    defer { checkLength() }
    return isPlain ? FieldSpan(start: UInt32(start), length: Int32(text.count)) : nil
  }

  /// The column's value is what stands from `start` to the end of the text written so far.
  func set(_ slots: [Int], from start: Int) {
    guard !isOverlong else { return }
    let span = FieldSpan(start: UInt32(start), length: Int32(offset - start))
    for slot in slots { spans[slot] = span }
  }

  func set(_ slots: [Int], _ span: FieldSpan) {
    guard !isOverlong else { return }
    for slot in slots { spans[slot] = span }
  }

  /// The column's value stands nowhere as it is.
  func set(_ slots: [Int], copy bytes: [UInt8]) {
    guard !isOverlong else { return }
    for slot in slots { copies.append((slot, bytes)) }
  }

  /// A record without fault becomes a row.
  func keepRecord() {
    renewHeader()
    let record = FieldSpan(start: UInt32(recordStart), length: Int32(offset - recordStart))
    for copy in copies {
      spans[copy.slot] = FieldSpan(start: UInt32(offset), length: Int32(copy.bytes.count))
      batch.text.append(contentsOf: copy.bytes)
    }
    noteCursor()
    batch.fields.append(contentsOf: spans.prefix(plan.columns.count))
    batch.endRow(line: position.rows, record: record)
    delivered += 1
  }

  /// The names are not known before the first record: a batch without rows takes them up.
  private func renewHeader() {
    guard batch.rows == 0, batch.header != names.texts else { return }
    var fresh = Batch(columns: plan.columns, header: names.texts)
    swap(&fresh.text, &batch.text)
    swap(&fresh.refused, &batch.refused)
    batch = fresh
  }

  private func noteCursor() {
    guard let slot = plan.cursorSlot, let clock, !spans[slot].isAbsent else { return }
    cursorValues += 1
    let text = String(decoding: batch.text[spans[slot].range], as: UTF8.self)
    guard let value = clock.format.value(of: text) else { return }
    readableCursors += 1
    guard clock.isSane(value, boundary: position.window.to) else { return }
    position.greatest = max(position.greatest ?? value, value)
  }
}
