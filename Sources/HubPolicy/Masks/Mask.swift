/// How a value is shown to somebody who may not see all of it (脱敏). For display only: a mask is no protection of a data set.
package struct Mask: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Keep the first and last graphemes.
    case keep(first: Int, last: Int)
    /// Hide the graphemes at these places, counted from 1.
    case hide(ClosedRange<Int>)
    /// Show the graphemes at these places and no others.
    case show(ClosedRange<Int>)
    /// Hide what stands before the last such character, but for the first few graphemes.
    case before(Character, first: Int)
    /// Hide what stands after the first such character, but for the last few graphemes.
    case after(Character, last: Int)
    /// Keep the surname, of one or two characters.
    case surname
    /// Keep an address down to the county.
    case county
    /// Keep the year of a date.
    case year
    /// The age that a date of birth gives, in bands of so many years.
    case ageBand(width: Int)
    /// The band in which a number lies.
    case band(NumberBands)
    /// Show this text in place of any value.
    case fixed(String)
    /// Show nothing: the attribute is there, its value null.
    case withhold
    /// A name that one client can recognise the value by for one purpose, and nobody can compute without the key (去标识化).
    case pseudonym
  }

  /// What the security administrator claims of a mask.
  package enum Tier: String, Sendable, CaseIterable {
    /// For the eye of somebody who knows the person already.
    case display
    /// Nobody can compute the value from what is shown; checked against the candidates left.
    case irreversible
  }

  package var name: String
  package var title: String
  package var kind: Kind
  package var tier: Tier

  package init(name: String, title: String, kind: Kind, tier: Tier = .display) {
    self.name = name
    self.title = title
    self.kind = kind
    self.tier = tier
  }
}
