/// One field of a dataset as the steward wrote it.
package struct FieldRule: Sendable, Equatable {
  package enum Input: Sendable, Equatable {
    /// A column by its exact name.
    case column(String)
    /// The same value in every row.
    case constant(String)
    /// The kind of the number in another field.
    case kindOf(String)
  }

  /// What happens to a word that the code list does not have.
  package enum Unmapped: String, Sendable, CaseIterable {
    case quarantine, keep, null
  }

  /// What happens to a value that cannot be read as its type.
  package enum Unreadable: String, Sendable, CaseIterable {
    case quarantine
    /// No value, with a remark on the row.
    case absent
  }

  /// Forms that a field will not take.
  package enum Refusal: String, Sendable, CaseIterable {
    /// What a spreadsheet makes of long numbers: `1.10101E+17`, eighteen digits that end in 000.
    case excelDamaged = "excel_damaged"
    /// A star: somebody's mask, not a value.
    case masked
    /// Private-use characters that no table explains.
    case privateUse = "private_use"
    /// A date after today.
    case futureDate = "future_date"
  }

  package enum Limit: Sendable, Equatable {
    /// Seconds after the moment of conforming.
    case now(plus: Int)
    /// A civil date, its end in Asia/Shanghai.
    case date(String)
  }

  /// An attribute, a relation's identity, or `observed_at`.
  package var name: String
  package var title: String
  package var input: Input
  package var transforms: [Transform]
  package var codes: String?
  package var unmapped: Unmapped
  package var required: Bool
  package var refuse: [Refusal]
  /// Words that mean "no value" in this field.
  package var absent: [String]
  package var unreadable: Unreadable
  package var notAfter: Limit?
  /// The field whose code says what kind of number this is.
  package var kindField: String?
  /// Most digits before and after the decimal point.
  package var digits: Digits?

  package struct Digits: Sendable, Equatable {
    package var total: Int
    package var fraction: Int
  }

  package static let observedAt = "observed_at"
}
