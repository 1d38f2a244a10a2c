/// The word in `load: {kind: …}`.
package enum LoadKind: String, Sendable, CaseIterable {
  /// Every read brings all rows; what is gone is withdrawn.
  case fullSnapshot = "full_snapshot"
  /// The first read brings all rows, later ones what changed since; a reconciliation reads all again.
  case incremental
}

/// How much of a source a read brings.
package enum SourceLoad: Sendable, Equatable {
  case fullSnapshot
  case incremental(Increment)

  package var kind: LoadKind { if case .fullSnapshot = self { .fullSnapshot } else { .incremental } }
}

/// The rules of reading what changed.
///
/// A read from nil brings everything and ends with the checkpoint of its bound; a read from that checkpoint brings the rows whose
/// cursor lies from `overlap` before it (inclusive) to the bound, which is taken before the query, in the order (cursor, key).
package struct Increment: Sendable, Equatable {
  /// The column, or field path, that says when a row changed last; nil where the protocol keeps the position itself.
  package var cursor: String?
  /// Seconds that each read goes back before the last bound, for rows whose transaction ended late.
  package var overlap: Int
  /// A cursor value more than so many seconds after the bound never moves the checkpoint.
  package var skew: Int

  package init(cursor: String?, overlap: Int = 300, skew: Int = 600) {
    self.cursor = cursor
    self.overlap = overlap
    self.skew = skew
  }
}
