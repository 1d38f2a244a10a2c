/// As of when a dataset is known once a run is applied.
package enum RunAsOf: Sendable, Equatable {
  /// The source was asked and answered: what it did not bring did not change.
  case startOfRead
  /// The source is waited for: seconds since 1970 of the newest delivery that the run took. Nil where it took none, and nothing
  /// more is known than before.
  case delivery(Int64?)

  var deliveredAt: Int64? { if case .delivery(let time) = self { time } else { nil } }
}
