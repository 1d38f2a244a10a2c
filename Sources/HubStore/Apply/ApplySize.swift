/// How many rows one transaction of an apply takes.
package struct ApplySize: Sendable, Equatable {
  /// A transaction of more rows would hold back vacuum and fill the log of a standby.
  package var largestTransaction: Int64
  /// Fewer rows are not worth a second transaction.
  package var smallestSplit: Int64

  package init(largestTransaction: Int64 = 1_000_000, smallestSplit: Int64 = 50_000) {
    self.largestTransaction = largestTransaction
    self.smallestSplit = smallestSplit
  }
}
