/// What a scheduler has to say. Free of data.
package enum SchedulerEvent: Sendable, Equatable {
  /// This process starts the runs from now on.
  case leads
  /// Another process does; this one stands by.
  case follows
  /// The database is away, or the connection that held the lead was lost: nothing is started.
  case lost(String)
  /// The schedules of a mapping set are in force.
  case planned(sequence: Int64, datasets: Int)
  /// The mapping set cannot be read by this version; the schedules stay as they were.
  case unreadable(sequence: Int64)
  case starts(String)
  /// A run failed for a reason that may pass; next try in so many seconds.
  case retries(String, inSeconds: Int64)
}
