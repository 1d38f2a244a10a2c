import HubConnectorKit
import HubModel

extension ConformRun {
  /// Makes the refused row. The subject and the key go with it where they could be read, so that a verification sees the
  /// quarantined row and the run does not take it for withdrawn.
  mutating func refuse(_ reason: String, _ batch: borrowing Batch, _ index: Int, _ out: inout ConformedBatch) {
    var refused = RefusedRow(
      line: batch.lines[index], reason: reason, field: row.faultField >= 0 ? plan.fields[row.faultField].name : nil,
      detail: RefusalReason.sentence(reason, chinese: false), raw: batch.raw(row: index))
    refused.subject = subject(out)
    if !row.key.isAbsent, !row.isKeyBroken { refused.rowKey = Array(out.bytes[row.key.range]) }
    out.refused.append(refused)
  }

  /// Takes the row for what its source says that it no longer holds: only its key counts, however empty the rest is.
  func remove(_ line: UInt64, _ out: inout ConformedBatch) {
    out.removed.append(RemovedRow(line: line, subject: subject(out), rowKey: Array(out.bytes[row.key.range])))
  }

  private func subject(_ out: borrowing ConformedBatch) -> (kind: DocumentKind, number: [UInt8])? {
    guard let kind = DocumentKind(rawValue: row.kind), !row.number.isAbsent else { return nil }
    return (kind, Array(out.bytes[row.number.range]))
  }
}
