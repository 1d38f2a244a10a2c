import HubModel

/// Cuts a statement into words, quoted texts and names, and single marks.
struct SelectScan {
  enum Token: Equatable {
    case word(String)
    case quoted
    case mark(Unicode.Scalar)
  }

  private let scalars: [Unicode.Scalar]
  private let hasBrackets: Bool
  private var place = 0

  init(_ text: String, brackets: Bool = false) {
    scalars = Array(text.unicodeScalars)
    hasBrackets = brackets
  }

  /// The statement without blanks around it.
  var trimmed: String {
    var kept = String.UnicodeScalarView()
    if let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    {
      kept.append(contentsOf: scalars[first...last])
    }
    return String(kept)
  }

  mutating func next() throws(HubError) -> Token? {
    while place < scalars.count, scalars[place].properties.isWhitespace { place += 1 }
    guard place < scalars.count else { return nil }
    let scalar = scalars[place]
    switch scalar {
    case "'", "\"", "`": return try quoted(scalar)
    case "[" where hasBrackets: return try quoted("]")
    case _ where Self.isLetter(scalar): return .word(try word())
    default:
      try check(scalar)
      place += 1
      return .mark(scalar)
    }
  }

  /// A quote directly behind a word gives the text other borders: E'', q'[]', N''.
  private mutating func word() throws(HubError) -> String {
    var text = String.UnicodeScalarView()
    while place < scalars.count, Self.isLetter(scalars[place]) {
      text.append(scalars[place])
      place += 1
    }
    if place < scalars.count, ["'", "\"", "`"].contains(scalars[place]) {
      throw SelectCheck.refused("a quote stands directly behind a word")
    }
    return String(text)
  }

  /// A quote within is doubled.
  private mutating func quoted(_ quote: Unicode.Scalar) throws(HubError) -> Token {
    place += 1
    while place < scalars.count {
      let scalar = scalars[place]
      guard scalar != "\\", scalar != "\0" else { throw SelectCheck.refused("a backslash or NUL stands in a quoted text") }
      place += 1
      guard scalar == quote else { continue }
      guard place < scalars.count, scalars[place] == quote else { return .quoted }
      place += 1
    }
    throw SelectCheck.refused("a quote is not closed")
  }

  private func check(_ scalar: Unicode.Scalar) throws(HubError) {
    let after = place + 1 < scalars.count ? scalars[place + 1] : " "
    switch (scalar, after) {
    case (";", _): throw SelectCheck.refused("a semicolon stands in it")
    case ("-", "-"), ("/", "*"), ("#", _): throw SelectCheck.refused("a comment stands in it")
    case (":", "="): throw SelectCheck.refused("it assigns a variable")
    case ("[", _), ("]", _): throw SelectCheck.refused("a bracket stands outside quotes")
    case ("?", _), ("{", _), ("}", _), ("$", _), ("\\", _), ("\0", _):
      throw SelectCheck.refused("one of the characters ? { } $ \\ stands outside quotes")
    default: return
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
