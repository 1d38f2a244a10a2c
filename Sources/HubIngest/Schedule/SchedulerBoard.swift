/// What a scheduler keeps from one term of leading to the next.
struct SchedulerBoard: Sendable {
  var schedule: IngestSchedule
  /// Of the mapping set whose schedules are in force.
  var sequence: Int64?
  private var standing: SchedulerEvent?

  init(parallel: Int) { schedule = IngestSchedule(parallel: parallel) }

  /// True where the event differs from the last one of its kind: a follower that stays one says so once.
  mutating func isNews(_ event: SchedulerEvent) -> Bool {
    defer { standing = event }
    return standing != event
  }
}
