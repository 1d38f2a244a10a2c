import HubModel

/// Lets through one SELECT and nothing else: a second fence behind the read-only session and the login's own rights.
///
/// It knows words, strings and quoted names, not the grammar. What databases read differently (comments, backslashes,
/// dollar quotes, parameters, escapes of ODBC) is refused altogether, so that it sees the same borders of strings as every
/// database.
struct SelectCheck {
  private static let forbidden: Set<String> = [
    "INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT", "CALL", "EXEC", "EXECUTE", "INTO", "LOCK", "DROP", "ALTER", "CREATE",
    "TRUNCATE",
    "GRANT", "REVOKE", "COMMIT", "ROLLBACK", "SAVEPOINT", "HANDLER", "LOAD", "COPY", "OUTFILE", "DUMPFILE", "PROCEDURE",
    "OPENROWSET", "OPENQUERY",
  ]

  private var scan: SelectScan
  private var words = 0
  private var previous = ""
  private var depth = 0

  /// The text without blanks around it.
  /// - Parameter brackets: `[a]` is a quoted name, as SQL Server has it; elsewhere brackets are refused.
  /// - Throws: `query-refused`.
  static func checked(_ text: String, brackets: Bool = false) throws(HubError) -> String {
    var check = SelectCheck(scan: SelectScan(text, brackets: brackets))
    try check.run()
    return check.scan.trimmed
  }

  private init(scan: SelectScan) { self.scan = scan }

  private mutating func run() throws(HubError) {
    while let token = try scan.next() {
      switch token {
      case .word(let word): try take(word.uppercased())
      case .quoted: try begin("")
      case .mark(let mark):
        try begin("")
        depth += mark == "(" ? 1 : mark == ")" ? -1 : 0
        guard depth >= 0 else { throw Self.refused("a parenthesis is closed that was not opened") }
      }
    }
    guard words > 0 else { throw Self.refused("it is empty") }
    guard depth == 0 else { throw Self.refused("a parenthesis is not closed") }
  }

  private mutating func take(_ word: String) throws(HubError) {
    try begin(word)
    words += 1
    guard !Self.forbidden.contains(word) else { throw Self.refused("the word \(word) stands in it") }
    guard previous != "FOR" || word != "SHARE" else { throw Self.refused("it locks rows") }
    previous = word
  }

  private func begin(_ word: String) throws(HubError) {
    guard words > 0 || word == "SELECT" || word == "WITH" else { throw Self.refused("it does not begin with SELECT or WITH") }
  }

  static func refused(_ why: String) -> HubError {
    HubError(
      "query-refused", "`query` must be one SELECT statement, but \(why).",
      remedy: "Ask the department for a view where a SELECT alone does not do; quote names that are words of SQL.")
  }
}
