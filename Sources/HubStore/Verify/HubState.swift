package import HubModel

/// What holds for all questions of a moment. Immutable; a new one replaces it at each refresh.
package final class HubState: Sendable {
  package let model: Model
  package let authority: Authority
  package let datasets: [DatasetState]
  /// Titles of code words for people, by code list and word.
  package let codeTitles: [String: [String: String]]
  package let policySequence: Int64
  package let mappingSequence: Int64
  /// Ids of clients and of client keys whose rights were taken away.
  package let revoked: Set<String>
  package let refreshedAt: ContinuousClock.Instant

  package init(
    model: Model, authority: Authority, datasets: [DatasetState], codeTitles: [String: [String: String]] = [:],
    policySequence: Int64, mappingSequence: Int64, revoked: Set<String>, refreshedAt: ContinuousClock.Instant
  ) {
    self.model = model
    self.authority = authority
    self.datasets = datasets
    self.codeTitles = codeTitles
    self.policySequence = policySequence
    self.mappingSequence = mappingSequence
    self.revoked = revoked
    self.refreshedAt = refreshedAt
  }

  /// While it stays, the records of the entity stay; 0 before the first run.
  package func lastRun(of entity: String) -> Int64 {
    datasets.filter { $0.schema.entity == entity }.compactMap(\.lastRun).max() ?? 0
  }
}

package struct DatasetState: Sendable {
  /// The smallint that `FoundRecord.source(of:)` returns.
  package var id: Int16
  package var schema: DatasetSchema
  /// As of when it is known (see `RunAsOf`), microseconds since 1970; nil where there was none.
  package var completeAsOf: Int64?
  /// The run that was applied last; nil where none was.
  package var lastRun: Int64?

  package init(id: Int16, schema: DatasetSchema, completeAsOf: Int64?, lastRun: Int64? = nil) {
    self.id = id
    self.schema = schema
    self.completeAsOf = completeAsOf
    self.lastRun = lastRun
  }
}
