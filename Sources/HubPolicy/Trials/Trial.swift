package import HubModel

/// One `_test.yaml` file beside the policies.
package struct TrialFile: Sendable {
  package let file: String
  /// Clients that exist for these tests only.
  package var principals: [Client]
  package var trials: [Trial]
}

/// What a test asks and expects.
package struct Trial: Sendable {
  package enum Kind: Sendable {
    case decision(DecisionTrial)
    case mask(MaskTrial)
  }

  package var title: String
  package var line: Int
  package var kind: Kind
}

package struct DecisionTrial: Sendable {
  var request: AccessRequest
  /// µs since 1970; nil: asked at the moment of the test.
  var time: Int64?
  /// Values of the row; nil: the decision is taken before a row is read.
  var row: [String: String]?
  var isAllowed: Bool
  var code: DecisionCode?
  /// `id` or `role/id`.
  var rule: String?
  var answer: AnswerForm?
  var missing: ContextParts?
  var masks: [String: String]?
}

package struct MaskTrial: Sendable {
  var mask: Mask
  var value: String
  /// Nil: shown as null.
  var expected: String?
}

/// How one test went.
package struct TrialResult: Sendable {
  package let file: String
  package let line: Int
  package let title: String
  /// What differs; empty: passed.
  package let faults: [Diagnostic]
  package var isPassed: Bool { faults.isEmpty }
}
