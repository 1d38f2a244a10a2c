/// How much of the source a run reads.
package enum RunScope: Sendable, Equatable {
  /// Everything: what landing holds beyond it was deleted.
  case whole
  /// What changed since a position: what it does not bring stands as it did.
  case changes

  package var isWhole: Bool { self == .whole }
}
