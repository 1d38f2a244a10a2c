import HubConnectorKit
import HubTesting

extension SourceRequest {
  /// For the suite's columns. What fails in a test fails soon: two attempts and hardly a pause.
  init(_ settings: [String: SourceSettings.Value], load: SourceLoad = .fullSnapshot, secret parts: [String: String]? = nil) {
    self.init(
      settings: SourceSettings(settings), columns: ConformanceRows.columns, keyColumns: ConformanceRows.keyColumns,
      load: load, retry: RetryBudget(span: 1_000, attempts: 2, firstPause: 10, longestPause: 10))
    if let parts { secret = { Secret(parts) } }
  }
}
