/// A count that officers have published. Nothing else is counted for anybody: callers bring no groupings and no filters.
package struct AggregateQuery: Sendable, Equatable {
  package struct Grouping: Sendable, Equatable {
    package var attribute: String
    /// A date counts by its year.
    package var isByYear: Bool
  }

  package var name: String
  package var title: String
  /// Whose records are counted.
  package var entity: String
  /// One or two.
  package var groupings: [Grouping]
  /// All must hold for a record that counts.
  package var conditions: [RowCondition]
  /// The least number of records that a published count stands for.
  package var k: Int
  /// Published counts are multiples of it; nil: as counted.
  package var roundTo: Int?

  /// The lowest `k` that a policy set may name.
  package static let smallestK = 10
}
