import HubConnectorKit

extension RetryBudget {
  /// Two attempts and hardly a pause: what fails in a test fails soon.
  static let brief = RetryBudget(span: 1_000, attempts: 2, firstPause: 10, longestPause: 10)
}
