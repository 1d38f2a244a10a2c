import HubStore

/// A source brought more rows than its dataset may have: what stops the read.
struct RowExcess: Error {
  /// Of what was read until then.
  var counts: RunCounts
  var rowsAtMost: Int64
  /// Everything was being read, not what changed.
  var isWholeRead: Bool
}
