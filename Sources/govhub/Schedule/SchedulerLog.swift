import HubIngest
import Logging

/// A scheduler's events as log lines.
struct SchedulerLog: Sendable {
  let logger: Logger

  func tell(_ event: SchedulerEvent) {
    switch event {
    case .leads: logger.notice("leads: starts datasets at their times")
    case .follows: logger.notice("stands by: another process leads")
    case .lost(let reason): logger.error("does not lead: nothing is started", metadata: ["reason": "\(reason)"])
    case .planned(let sequence, let datasets):
      logger.notice("schedules in force", metadata: ["mapping-set": "m\(sequence)", "datasets": "\(datasets)"])
    case .unreadable(let sequence):
      logger.error(
        "mapping set cannot be read: publish it again with this version; the schedules stay",
        metadata: ["mapping-set": "m\(sequence)"])
    case .starts(let dataset): logger.info("starts", metadata: ["dataset": "\(dataset)"])
    case .retries(let dataset, let seconds):
      logger.warning("failed: tried again", metadata: ["dataset": "\(dataset)", "in-seconds": "\(seconds)"])
    }
  }
}
