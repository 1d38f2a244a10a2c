/// The type of an attribute. Each is checked and brought to one canonical spelling by `HubStandards`.
public enum ValueType: String, Sendable, CaseIterable {
  /// GB 11643 and the residence cards that share its form; canonical: ASCII, upper case, 18 digits where it has them.
  case identityNumber = "identity_number"
  /// GB 32100 credit code or an older registration number.
  case enterpriseCode = "enterprise_code"
  case personName = "person_name"
  case organisationName = "organisation_name"
  case text
  /// Civil date without zone; canonical `yyyy-MM-dd`.
  case date
  /// Instant; canonical RFC 3339 in UTC with microseconds.
  case instant
  /// Exact decimal; canonical without grouping, trailing zeros kept as written.
  case amount
  /// A word of one code list.
  case code
  /// GB/T 2260 county, six digits.
  case region
  case phone

  /// The column type of a level 1–2 attribute.
  public var sqlType: String {
    switch self {
    case .date: "date"
    case .instant: "timestamptz"
    case .amount: "numeric"
    default: "text"
    }
  }
}
