/// `<dataset>_test.yaml`: rows by column name, and what is to become of them.
struct MappingTestFile: Sendable {
  var cases: [MappingTestCase]
}

struct MappingTestCase: Sendable {
  var title: String
  var line: Int
  /// µs since 1970 that the case takes for now.
  var now: Int64?
  /// By column; nil is a field without a value. Columns not named have none.
  var row: [String: String?]
  var outcome: Outcome

  enum Outcome: Sendable {
    /// Attributes (also `observed_at` and `alias`) that are looked at; nil: absent. `remarks`, where given, are all of them.
    case kept([String: String?], remarks: [String]?)
    case refused(reason: String, field: String?)
  }
}
