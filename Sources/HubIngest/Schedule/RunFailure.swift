import HubModel
import HubPostgres

/// An error that ended a run, in the words that stand in its history: what happened, and what to do.
package struct RunFailure: Sendable {
  package let reason: String
  /// The same run may succeed later.
  package let isTransient: Bool
  /// False where no run took place: another one of the dataset is under way, or the process was told to end.
  package let isRecorded: Bool

  package init(_ error: any Error, of dataset: String) {
    let known = (error as? HubError) ?? (error as? PostgresError)?.hubError
    isTransient = known?.persistence == .transient || error is CancellationError
    isRecorded = known?.code != "dataset-busy" && !(error is CancellationError)
    let advice =
      isTransient
      ? "Where the dataset has a schedule it is tried again by itself; else run `govhub ingest \(dataset)`."
      : "Mend the cause, then run `govhub ingest \(dataset)`."
    guard var told = known else {
      reason = "The hub has no words for this fault (\(type(of: error))). Run it again; if it stays, report it. [fault-unknown]"
      return
    }
    told.remedy = told.remedy ?? advice
    reason = told.description
  }
}
