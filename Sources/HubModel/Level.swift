/// How much harm a disclosure does (分级).
public enum Level: Int, Sendable, Comparable, CaseIterable {
  /// Public: enterprise register fields.
  case open = 1
  /// Internal: sex, region to the county, state of a person.
  case internalUse = 2
  /// Personal: names of persons, birth date, ethnic group, address, phone.
  case personal = 3
  /// What opens everything: identity numbers, biometrics, health.
  case critical = 4

  /// Levels 3 and 4 are stored only as fingerprint and ciphertext.
  public var isSealed: Bool { self >= .personal }

  public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
}
