/// What a run's reading tells about rows that it does not bring.
package enum RunScope: Sendable, Equatable {
  /// It brings everything: what landing holds beyond it was deleted.
  case whole
  /// It brings changes: what it does not bring stands as it did.
  case changes(ChangeOrder)

  package var isWhole: Bool { self == .whole }
}

/// Which of several words on one key counts.
package enum ChangeOrder: Sendable, Equatable {
  /// The one with the latest own time (`observed_at`), and never one that is older than the row that stands.
  case times
  /// The last one: the source is a log of changes in the order of their transactions.
  case log
}
