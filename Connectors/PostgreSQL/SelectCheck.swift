import HubModel

/// Lets one SELECT through that only reads: the first fence. The second is the transaction, which is read-only.
///
/// A function is allowed by name, so that none runs that ends sessions, reads files or calls other servers.
struct SelectCheck {
  private let tokens: [SQLToken]

  /// The query without a semicolon at its end.
  /// - Throws: `query-refused`, naming the word that is not allowed.
  static func checked(_ text: String) throws(HubError) -> String {
    var tokens = SQLToken.tokens(text)
    var query = Substring(text)
    if tokens.last == .symbol(UInt8(ascii: ";")) {
      tokens.removeLast()
      while let last = query.popLast(), last != ";" {}
    }
    try SelectCheck(tokens: tokens).check()
    return String(query)
  }

  private func check() throws(HubError) {
    guard tokens.first == .word("select") || tokens.first == .word("with") else {
      throw refusal("It does not begin with SELECT or WITH.")
    }
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token {
      case .symbol(UInt8(ascii: ";")): throw refusal("It holds more than one statement.")
      case .symbol(UInt8(ascii: "(")):
        depth += 1
        try checkCall(before: index)
      case .symbol(UInt8(ascii: ")")): depth -= 1
      case .unreadable(let what): throw refusal("It holds \(what).")
      case .word(let word) where SelectWords.writing.contains(word): throw refusal("It holds the word \(word).")
      // Gives names and texts another escape than the backslash.
      case .word("uescape"): throw refusal("It holds the word uescape.")
      default: break
      }
      if depth < 0 { throw refusal("Its parentheses are not balanced.") }
    }
    guard depth == 0 else { throw refusal("Its parentheses are not balanced.") }
  }

  /// What stands before an opening parenthesis: nothing, a word of the language, a type, or a function of the list.
  private func checkCall(before index: Int) throws(HubError) {
    guard index > 0 else { return }
    let isDefined = index > 1 && SelectWords.naming.contains { tokens[index - 2] == .word($0) }
    let isQualified = index > 1 && tokens[index - 2] == .symbol(UInt8(ascii: "."))
    switch tokens[index - 1] {
    // Some servers take the letters behind a number for a name, as in 1evil(2).
    case .text, .number: throw refusal("A parenthesis stands behind a text or a number.")
    case .quotedName where !isDefined: throw refusal("It calls a function by a quoted name.")
    case .word(let word) where isQualified: throw refusal("It calls \(word) of a schema.")
    case .word(let word) where !isDefined && !SelectWords.mayPrecedeParenthesis(word):
      throw refusal("It calls \(word), which is not among the functions allowed.")
    default: return
    }
  }

  private func refusal(_ reason: String) -> HubError {
    HubError(
      "query-refused", "The query is not a single SELECT of allowed functions. \(reason)",
      remedy: "Ask the department for a view, and name it as `table`.")
  }
}
