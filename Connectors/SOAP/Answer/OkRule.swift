import HubConnectorKit
import HubModel

/// What a service that always answers well says about how it went.
struct OkRule: Sendable {
  let path: String
  private let equals: String
  private let transient: [String]
  private let empty: [String]

  init?(_ settings: SourceSettings?) throws(HubError) {
    guard let settings else { return nil }
    path = try settings.required("path")
    equals = try settings.required("equals")
    transient = settings.texts("transient") ?? []
    empty = settings.texts("empty") ?? []
  }

  /// - Parameter code: the text found at `path`; nil where there is none.
  /// - Returns: false where the answer is a good one and says that there are no records.
  /// - Throws: `answer-not-ok`.
  func holdsRecords(_ code: String?) throws(HubError) -> Bool {
    guard let code else { throw Self.refusal("The answer has no result code where `ok` looks for it.", .terminal) }
    let word = code.split { $0.isWhitespace }.joined(separator: " ")
    if word == equals { return true }
    if empty.contains(word) { return false }
    throw Self.refusal(
      "The service's result code is not the one that `ok` names.", transient.contains(word) ? .transient : .terminal)
  }

  private static func refusal(_ message: String, _ persistence: HubError.Persistence) -> HubError {
    HubError("answer-not-ok", message, persistence: persistence)
  }
}
