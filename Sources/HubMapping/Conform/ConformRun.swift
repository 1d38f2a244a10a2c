import HubConnectorKit
import HubModel
import HubStandards

/// The row loop's working state for one batch.
struct ConformRun {
  let plan: MappingPlan
  let now: Int64
  /// The civil day of `now` in China.
  let today: CivilDate
  let space = TextWorkspace()
  /// Scratch for the standards' canonical and comparison forms.
  var canonical: [UInt8] = []
  var second: [UInt8] = []
  var row = RowState()
  /// Kind of the number in each slot, 0 where it is none.
  var kinds: [UInt8]

  init(plan: MappingPlan, now: Int64) {
    self.plan = plan
    self.now = now
    today = Instant(microseconds: now).shanghaiDate ?? .today
    kinds = [UInt8](repeating: 0, count: plan.attributes)
    canonical.reserveCapacity(256)
    second.reserveCapacity(256)
  }

  mutating func conform(
    _ index: Int, of batch: borrowing Batch, _ text: UnsafeBufferPointer<UInt8>, isRemoved: Bool, into out: inout ConformedBatch
  ) {
    let mark = out.bytes.count
    row = RowState()
    for slot in kinds.indices { kinds[slot] = 0 }
    out.beginRow()
    for field in plan.fields.indices {
      read(field, Self.view(batch, index, plan.fields[field].column, text), &out)
    }
    makeMember(&out)
    makeKey(batch, index, text, &out)
    if isRemoved, !row.key.isAbsent, !row.isKeyBroken {
      remove(batch.lines[index], &out)
      out.dropRow(mark: mark)
    } else if let fault = row.fault {
      refuse(fault, batch, index, &out)
      out.dropRow(mark: mark)
    } else {
      out.endRow(row, line: batch.lines[index])
    }
  }

  static func view(
    _ batch: borrowing Batch, _ row: Int, _ column: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> TextView? {
    guard column >= 0 else { return nil }
    let span = batch.fields[row * batch.columns.count + column]
    guard !span.isAbsent, let base = text.baseAddress else { return nil }
    return TextView(start: base + Int(span.start), count: Int(span.length))
  }

  mutating func fail(_ field: Int, _ reason: String) {
    if field >= 0, plan.keyFields.contains(field) { row.isKeyBroken = true }
    if row.fault == nil {
      row.fault = reason
      row.faultField = field
    }
  }

  /// The stars of one row fit many: it would be taken for another one.
  private mutating func failKey() {
    row.isKeyBroken = true
    fail(-1, "masked-key")
  }

  // MARK: Key and member

  private mutating func makeMember(_ out: inout ConformedBatch) {
    guard !plan.members.isEmpty else { return }
    let start = out.bytes.count
    let first = out.folded.count - plan.attributes
    for group in plan.members {
      var part = ValueSpan.absent
      for slot in group where slot >= 0 && part.isAbsent { part = out.folded[first + slot] }
      out.appendPrefixed(part)
    }
    row.member = ValueSpan(start: UInt32(start), length: Int32(out.bytes.count - start))
  }

  private mutating func makeKey(
    _ batch: borrowing Batch, _ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ConformedBatch
  ) {
    let start = out.bytes.count
    for group in plan.key {
      var isMade = false
      for part in group where !isMade { isMade = append(part, batch, index, text, &out) }
      guard isMade else {
        fail(-1, "key-missing")
        return
      }
    }
    row.key = ValueSpan(start: UInt32(start), length: Int32(out.bytes.count - start))
  }

  private mutating func append(
    _ part: KeyPart, _ batch: borrowing Batch, _ index: Int, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ConformedBatch
  ) -> Bool {
    let span: ValueSpan
    switch part {
    case .slot(let slot): span = out.folded[out.folded.count - plan.attributes + slot]
    case .subject: span = row.number
    case .column(let column):
      guard let view = Self.view(batch, index, column, text)?.trimmed(), !view.isEmpty else { return false }
      if Refusals.isMasked(view) { failKey() }
      out.appendPrefixed(view)
      return true
    }
    guard !span.isAbsent else { return false }
    if out.bytes[span.range].contains(0x2A) { failKey() }
    out.appendPrefixed(span)
    return true
  }
}
