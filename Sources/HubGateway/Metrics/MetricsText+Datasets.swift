import HubModel
import HubStore

/// Freshness and runs of the datasets. Labels are names that the stewards published.
extension MetricsText {
  mutating func write(_ datasets: [DatasetState]) {
    let name = "govhub_dataset_complete_as_of_timestamp_seconds"
    family(name, "gauge", "Start of the last complete read of a dataset, in seconds since 1970; NaN before the first.")
    for dataset in datasets {
      sample(name, [("dataset", dataset.schema.name)], dataset.completeAsOf.map { "\($0 / 1_000_000)" } ?? "NaN")
    }
  }

  mutating func write(_ runs: [DatasetRuns]) {
    let (last, total) = ("govhub_dataset_last_run_timestamp_seconds", "govhub_dataset_runs_total")
    family(last, "gauge", "End of the last run of a dataset that ended so, in seconds since 1970.")
    for run in runs { sample(last, labels(of: run), "\(run.lastEndedAt)") }
    family(total, "counter", "Runs of a dataset by how they ended.")
    for run in runs { sample(total, labels(of: run), "\(run.count)") }
  }

  private func labels(of run: DatasetRuns) -> [(String, String)] { [("dataset", run.dataset), ("outcome", run.outcome)] }
}
