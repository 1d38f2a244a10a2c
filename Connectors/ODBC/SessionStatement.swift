import HubModel

/// Lets through one plain `SET …` or `ALTER SESSION SET …` that leaves read-only and isolation alone.
struct SessionStatement {
  /// Parts of words, as `_` divides them.
  private static let forbidden: Set<String> = [
    "READ", "WRITE", "ISOLATION", "READONLY", "TX", "AUTOCOMMIT", "CHARACTERISTICS", "SNAPSHOT", "COMMITTED",
    "UNCOMMITTED", "SERIALIZABLE", "SELECT", "STATEMENT", "GLOBAL", "PERSIST", "PASSWORD", "AUTHORIZATION",
  ]

  /// - Throws: `session-refused`.
  static func checked(_ text: String) throws(HubError) -> String {
    var scan = SelectScan(text)
    var words: [String] = []
    do {
      while let token = try scan.next() { try take(token, &words) }
    } catch {
      throw refused
    }
    let isSet = words.first == "SET" && words.count > 1
    guard isSet || words.starts(with: ["ALTER", "SESSION", "SET"]) && words.count > 3 else { throw refused }
    // A name in quotes would pass the list of words.
    guard !text.unicodeScalars.contains(where: { $0 == "\"" || $0 == "`" }) else { throw refused }
    return scan.trimmed
  }

  private static func take(_ token: SelectScan.Token, _ words: inout [String]) throws(HubError) {
    switch token {
    case .quoted: return
    case .mark(let mark): if mark == "(" || mark == ")" { throw refused }
    case .word(let word):
      let upper = word.uppercased()
      let parts = upper.split(separator: "_").map { String($0) }
      guard !upper.contains("TRANSACTION"), forbidden.isDisjoint(with: parts) else { throw refused }
      words.append(upper)
    }
  }

  private static var refused: HubError {
    HubError(
      "session-refused",
      "A statement of `session` is not one plain SET or ALTER SESSION SET, or it touches transactions, reading or writing.",
      remedy: "Set plain values there; what the session may do is not the mapping's to say.")
  }
}
