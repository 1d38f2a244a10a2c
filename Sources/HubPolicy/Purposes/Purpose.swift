/// What data is asked for (条例第25条: no other purpose).
package struct Purpose: Sendable, Equatable {
  /// What is told where the plain answer would mislead.
  package enum Disclosure: String, Sendable, CaseIterable {
    /// The answer says so: 该人已死亡, 号码已更换.
    case reveal
    /// The answer is `indeterminate`.
    case indeterminate
  }

  package var name: String
  package var title: String
  /// The law or decision that allows it.
  package var basis: String
  package var validFrom: CivilDay?
  /// Its last day.
  package var expires: CivilDay?
  /// For a person who is dead.
  package var deceased: Disclosure
  /// For a number that another one has replaced.
  package var superseded: Disclosure

  /// `instant`: µs since 1970.
  package func isValid(at instant: Int64) -> Bool {
    (validFrom.map { instant >= $0.start } ?? true) && (expires.map { instant < $0.end } ?? true)
  }
}
