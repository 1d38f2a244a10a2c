/// What a run tells while it works; called at most a few times a second.
package struct IngestProgress: Sendable {
  package enum Stage: String, Sendable { case reading, comparing, sealing, applying }
  package var dataset: String
  package var stage: Stage
  package var rows: Int64
  package var bytes: Int64

  package init(dataset: String, stage: Stage, rows: Int64, bytes: Int64) {
    self.dataset = dataset
    self.stage = stage
    self.rows = rows
    self.bytes = bytes
  }
}
