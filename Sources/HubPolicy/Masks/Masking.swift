package import HubStandards

/// What masks are told besides the value: they read no clock and hold no key.
package struct Masking: Sendable {
  /// Makes the pseudonym of an attribute's value for one purpose; the client is in it already.
  package typealias Pseudonym = @Sendable (_ purpose: String, _ attribute: String, _ value: String) -> String

  /// Today in Asia/Shanghai; nil: it cannot be said, and no age is shown.
  let today: CivilDate?
  /// Nil: this process holds no pseudonym key.
  let pseudonym: Pseudonym?

  /// - Parameter time: of the request, µs since 1970.
  package init(at time: Int64, pseudonym: Pseudonym? = nil) {
    self.init(today: Instant(microseconds: time).shanghaiDate, pseudonym: pseudonym)
  }

  package init(today: CivilDate?, pseudonym: Pseudonym? = nil) {
    self.today = today
    self.pseudonym = pseudonym
  }
}
