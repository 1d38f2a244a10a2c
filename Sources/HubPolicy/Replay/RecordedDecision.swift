/// One question as the audit has it, and what was decided then.
package struct RecordedDecision: Sendable {
  package var requestID: String
  package var request: AccessRequest
  package var isAllowed: Bool
  /// `allowed`, or the code of the refusal: of the policy (`DecisionCode`) or of something beside it.
  package var code: String
  /// Nil where nothing was told.
  package var answerForm: AnswerForm?
  /// What row conditions looked at.
  package var conditionValues: [String: String]

  package init(
    requestID: String, request: AccessRequest, isAllowed: Bool, code: String, answerForm: AnswerForm?,
    conditionValues: [String: String]
  ) {
    self.requestID = requestID
    self.request = request
    self.isAllowed = isAllowed
    self.code = code
    self.answerForm = answerForm
    self.conditionValues = conditionValues
  }
}
