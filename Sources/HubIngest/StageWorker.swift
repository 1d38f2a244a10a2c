import HubConnectorKit
import HubMapping
import HubModel
import HubPostgres

/// What one worker made of one batch: rows and refused rows as binary COPY without its header.
struct StagedChunk: Sendable {
  var copy: [UInt8]
  var refused: [UInt8]
  var removed: [UInt8]
  var rows: Int64
  var refusedRows: Int64
  var removedRows: Int64
}

/// Conforms and seals one batch at a time. The buffers are its own and keep their capacity.
actor StageWorker {
  private let plan: MappingPlan
  private let kind: StagePass.Kind
  private var sealer: RowSealer
  private var conformed = ConformedBatch()

  init(plan: MappingPlan, kind: StagePass.Kind, sealer: RowSealer) {
    self.plan = plan
    self.kind = kind
    self.sealer = sealer
  }

  /// nil where the batch holds nothing that this pass wants.
  func process(_ batch: Batch) throws -> StagedChunk? {
    if case .sealChanged(let lines) = kind {
      guard let first = batch.lines.first, let last = batch.lines.last, lines.containsAny(first...last) else { return nil }
    }
    plan.conform(batch, into: &conformed)
    var copy = CopyBuffer(header: false)
    var refused = CopyBuffer(header: false, reserving: 0)
    var removed = CopyBuffer(header: false, reserving: 0)
    var erased = 0
    switch kind {
    case .sealAll:
      erased = try sealer.encodeErased(conformed, into: &refused)
      try sealer.encodeRows(conformed, wanted: { _ in true }, into: &copy)
      try sealer.encodeRefused(conformed.refused, into: &refused)
      sealer.encodeRemoved(conformed.removed, into: &removed)
    case .keys:
      erased = try sealer.encodeErased(conformed, into: &refused)
      sealer.encodeKeys(conformed, into: &copy)
      sealer.encodeKeys(conformed.refused, into: &copy)
      try sealer.encodeRefused(conformed.refused, into: &refused)
    case .sealChanged(let lines):
      try sealer.encodeRows(conformed, wanted: { lines.contains($0) }, into: &copy)
    }
    return StagedChunk(
      copy: try copy.take(), refused: try refused.take(), removed: try removed.take(),
      rows: Int64(conformed.rows + conformed.refused.count),
      refusedRows: Int64(conformed.refused.count + erased), removedRows: Int64(conformed.removed.count))
  }
}
