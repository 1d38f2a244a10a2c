import HubConnectorKit
import HubModel

/// Which faults may pass.
struct FaultRules: Sendable {
  private static let meanings: [String: (shown: String, persistence: HubError.Persistence)] = [
    "Client": ("Client", .terminal), "Sender": ("Sender", .terminal),
    "Server": ("Server", .transient), "Receiver": ("Receiver", .transient),
    "VersionMismatch": ("VersionMismatch", .terminal), "MustUnderstand": ("MustUnderstand", .terminal),
    "DataEncodingUnknown": ("DataEncodingUnknown", .terminal),
  ]

  /// The longest first, so that the more exact word decides.
  private let words: [(word: String, persistence: HubError.Persistence)]

  /// - Throws: `option-malformed`.
  init(_ table: [String: String]) throws(HubError) {
    var words: [(word: String, persistence: HubError.Persistence)] = []
    for (word, meaning) in table.sorted(by: { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }) {
      switch meaning {
      case "transient": words.append((word: word, persistence: .transient))
      case "terminal": words.append((word: word, persistence: .terminal))
      default: throw HubError("option-malformed", "`faults` takes the words transient and terminal.")
      }
    }
    self.words = words
  }

  func error(for fault: SOAPFault) -> HubError {
    // Axis writes Server.userException, SOAP 1.1 itself Client.Authentication.
    let first = fault.code.split(separator: ".").first.map { String($0) } ?? ""
    let meaning = Self.meanings[first]
    let match = words.first { rule in fault.words.contains { $0.contains(rule.word) } }
    let code = meaning.map { "with the code \($0.shown)" } ?? "with a code of its own"
    let rule = match.map { ", by the rule for “\($0.word)”" } ?? ""
    return HubError(
      "soap-fault", "The service answered with a fault, \(code)\(rule).",
      remedy: "The service's own words are not shown, as they may hold what was asked; its operators can tell them.",
      persistence: match?.persistence ?? meaning?.persistence ?? .terminal)
  }
}
