/// What a read that reached the end of its source found.
package struct ReadSummary: Sendable, Equatable {
  /// Rows delivered in batches.
  package var rows: Int
  /// Rows refused by the connector.
  package var refused: Int
  /// Raw bytes of the source.
  package var bytes: UInt64
  /// Every column name of the source, in its order; empty where the source has no bytes at all.
  package var header: [String]
  /// When the source says that it was changed last, in seconds since 1970.
  package var lastModified: Int64?
  /// Of a source that is waited for (`Connector.isAnswering` false): when the newest delivery was made that this read found and no
  /// earlier one did, in seconds since 1970; nil where it found none.
  package var deliveredAt: Int64?
  /// Where the next incremental read begins; nil where the source is read whole each time.
  package var checkpoint: Checkpoint?

  package init(rows: Int, refused: Int, bytes: UInt64, header: [String], lastModified: Int64? = nil, checkpoint: Checkpoint? = nil)
  {
    self.rows = rows
    self.refused = refused
    self.bytes = bytes
    self.header = header
    self.lastModified = lastModified
    self.checkpoint = checkpoint
  }
}
