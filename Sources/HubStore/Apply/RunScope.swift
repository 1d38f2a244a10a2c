/// How much of the source a run reads.
package enum RunScope: Sendable, Equatable {
  /// Everything: what landing holds beyond it was deleted.
  case whole
  /// What changed since the position, in the connector's own words: what it does not bring stands as it did.
  case since(String)

  package var isWhole: Bool { self == .whole }
}
