/// One place where the audit does not hold together.
package struct AuditFault: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case edited, deleted, inserted
    case batchMissing = "batch-missing"
    case batchAltered = "batch-altered"
    case chainBroken = "chain-broken"
    case signatureWrong = "signature-wrong"
    case writerUnknown = "writer-unknown"
    /// A head kept outside has no batch here: the end was cut off, or the chain written anew.
    case headMissing = "head-missing"
    /// Here the batch has another head than the one kept outside.
    case headDiffers = "head-differs"
    /// The head kept outside was signed with another key than the chain here.
    case keyDiffers = "key-differs"
    /// A tombstone that no key of the hub signed, or for a chain younger than the law lets go.
    case tombstoneWrong = "tombstone-wrong"
    /// The chain is signed with a key that is none of the hub's: somebody else wrote all of it.
    case keyUnknown = "key-unknown"
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
