/// How something was or would be decided, apart from the rule: rules are named anew in another set.
package struct ReplayOutcome: Sendable, Hashable {
  package var isAllowed: Bool
  package var code: DecisionCode
  /// Of an allowed verification; nil where it is not known.
  package var answerForm: AnswerForm?

  /// Nobody could tell them apart.
  func isLike(_ other: ReplayOutcome) -> Bool {
    guard isAllowed == other.isAllowed else { return false }
    guard isAllowed else { return code == other.code }
    return answerForm == nil || other.answerForm == nil || answerForm == other.answerForm
  }
}

/// Decisions that would change alike.
package struct ReplayChange: Sendable, Hashable {
  package var clientID: String
  package var purpose: String
  package var action: Action
  package var entity: String
  package var attributes: [String]
  package var before: ReplayOutcome
  package var after: ReplayOutcome
  /// `role/id` in the new set.
  package var rule: String?
}

/// Decisions that cannot be taken again, for one reason.
package struct ReplayDoubt: Sendable, Hashable {
  package enum Reason: String, Sendable {
    /// A condition of the new set looks at a value that is not on record.
    case conditionValue = "condition-value-not-on-record"
    /// The model of the new set has no such entity or attribute.
    case unknownAttribute = "unknown-attribute"
  }

  package var clientID: String
  package var purpose: String
  package var reason: Reason
  /// The attributes that it is about.
  package var attributes: [String]
}

/// How often, when, and one request to look at.
package struct ReplayTally: Sendable, Equatable {
  package private(set) var count = 0
  /// µs since 1970.
  package private(set) var first: Int64 = .max
  package private(set) var last: Int64 = .min
  /// That of `first`.
  package private(set) var requestID = ""

  mutating func add(_ record: RecordedDecision) {
    count += 1
    last = max(last, record.request.time)
    if (record.request.time, record.requestID) < (first, requestID) || count == 1 {
      first = record.request.time
      requestID = record.requestID
    }
  }
}
