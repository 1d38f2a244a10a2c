import HubStore

/// All that is known for a question, before the grant's answer form cuts it down.
struct Account: Sendable {
  enum Presence: Sendable, Equatable {
    case found
    /// Nil: the registers that count are complete, and it is not there.
    case absent(Verdict.Reason?)
  }

  var presence: Presence
  var findings: [(name: String, finding: Finding)] = []
  var dataset: DatasetView?
  var state: Verdict.SubjectState?
  var caution: (zh: String, en: String)?
  var notes: [Verdict.Note] = []
  /// The person is dead, or no longer on the register for a reason that may be that.
  var isDeceased = false
  /// The number asked for was replaced by another.
  var isSuperseded = false
}
