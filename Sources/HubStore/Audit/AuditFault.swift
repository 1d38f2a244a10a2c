/// One place where the audit does not hold together.
package struct AuditFault: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case edited, deleted, inserted
    case batchMissing = "batch-missing"
    case batchAltered = "batch-altered"
    case chainBroken = "chain-broken"
    case signatureWrong = "signature-wrong"
    case writerUnknown = "writer-unknown"
  }
  package var kind: Kind
  /// Text form of the writer's UUID.
  package var writer: String
  package var batch: Int64
  /// Position of the entry within the batch, where the fault is one of an entry.
  package var position: Int32?

  /// `writer/batch/position`: the primary key of the row.
  package var place: String { "\(writer)/\(batch)" + (position.map { "/\($0)" } ?? "") }
}
