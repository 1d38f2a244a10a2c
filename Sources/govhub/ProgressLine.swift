import HubIngest
import HubModel
import HubStore
import Synchronization

/// Progress of one run: a line that renews itself on a terminal, a log line at each stage elsewhere.
final class ProgressLine: Sendable {
  private let dataset: String
  private let shown = Mutex<(stage: IngestProgress.Stage?, at: ContinuousClock.Instant)>((nil, .now))

  init(dataset: String) { self.dataset = dataset }

  func show(_ progress: IngestProgress) {
    let now = ContinuousClock.now
    let (isNewStage, isDue) = shown.withLock { shown in
      let isNew = shown.stage != progress.stage
      let isDue = isNew || shown.at.duration(to: now) > .milliseconds(200)
      if isDue { shown = (progress.stage, now) }
      return (isNew, isDue)
    }
    let bytes = progress.bytes > 0 ? ", \(progress.bytes / 1_048_576) MiB" : ""
    if Terminal.isInteractive {
      if isDue { Terminal.progress("\(dataset): \(progress.stage.rawValue) \(progress.rows) rows\(bytes)") }
    } else if isNewStage {
      Terminal.note("\(dataset): \(progress.stage.rawValue)" + (progress.rows > 0 ? " (\(progress.rows) rows\(bytes))" : ""))
    }
  }

  func finish(_ report: RunReport) {
    Terminal.endProgress()
    if !Terminal.isInteractive {
      Terminal.note(
        "\(dataset): \(report.outcome.rawValue), \(report.counts.read) rows in \((report.seconds * 100).rounded() / 100) s")
    }
  }

  func fail(_ error: any Error) {
    Terminal.endProgress()
    Terminal.note("\(dataset): failed: \(RunFailure(error, of: dataset).reason)")
  }
}
