/// What is answered to one question: wire words, free of stored values.
struct Verdict: Sendable {
  enum Result: String, Sendable { case match, mismatch, notFound, noMatch, indeterminate }

  /// Why nothing could be said.
  enum Reason: String, Sendable { case empty, conflict, outOfCoverage, stale, quarantined }

  enum AttributeResult: String, Sendable { case match, mismatch, empty, notChecked }

  struct SubjectState: Sendable, Equatable {
    var code: String
    var zh: String
    var en: String
    /// `yyyy-MM-dd`.
    var since: String?
  }

  struct Note: Sendable, Equatable {
    var code: String
    var zh: String
    var en: String
    /// `yyyy-MM-dd`: the day up to which what the note tells held.
    var until: String? = nil
  }

  var result: Result
  /// True where something asked for is not as on record, so that the answer may tell a guess from the truth; never told itself.
  var isWrongGuess = false
  var reason: Reason? = nil
  /// Only where the grant tells attributes apart.
  var attributes: [(name: String, result: AttributeResult)] = []
  var subjectState: SubjectState? = nil
  /// What makes a 一致 not a plain one, such as a closed firm.
  var caution: (zh: String, en: String)? = nil
  var notes: [Note] = []
  /// Whose register the answer speaks of.
  var dataset: DatasetView? = nil
}
