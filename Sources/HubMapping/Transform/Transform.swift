import HubStandards

/// One step of a field's `do:`, as the steward writes it: a word of the closed list and at most one argument.
///
/// Every transform is pure and total: it takes any text, looks at nothing else, and never fails. The *readers* at the end of the
/// list say in which form a value is written; they come last and may find a value unreadable.
package struct Transform: Sendable, Equatable {
  package enum Word: String, Sendable, CaseIterable {
    case trim
    case halfWidth = "half_width"
    case upper, lower
    case collapseSpaces = "collapse_spaces"
    case removeSpaces = "remove_spaces"
    case removeControls = "remove_controls"
    case lineBreaksToSpaces = "line_breaks_to_spaces"
    case personName = "person_name"
    case organisationName = "organisation_name"
    case middleDot = "middle_dot"
    case halfBrackets = "half_brackets"
    case fullBrackets = "full_brackets"
    case hyphens
    case excelText = "excel_text"
    case digitsOnly = "digits_only"
    case dayOfTime = "day_of_time"
    case remove, before, after
    case first, last, pad
    case date, time, unit, capital
    case capitalCurrency = "capital_currency"
  }

  package let word: Word
  /// Empty where the word takes none.
  package let argument: String

  package var isReader: Bool {
    switch word {
    case .date, .time, .unit, .capital, .capitalCurrency: true
    default: false
    }
  }

  /// What a word wants after a space.
  enum Argument { case none, text, count, pattern, unit }
  static func argument(of word: Word) -> Argument {
    switch word {
    case .remove, .before, .after: .text
    case .first, .last, .pad: .count
    case .date, .time: .pattern
    case .unit: .unit
    default: .none
    }
  }
}

extension Transform {
  enum Fault: Error { case unknown(String), argumentMissing(Word), argumentUnwanted(Word), argumentWrong(Word) }

  /// `"time yyyy-MM-dd HH:mm:ss"` → word and argument.
  init(_ text: String) throws(Fault) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first, let word = Word(rawValue: first) else { throw .unknown(parts.first ?? text) }
    let argument = parts.count > 1 ? parts[1] : ""
    switch Self.argument(of: word) {
    case .none: if !argument.isEmpty { throw .argumentUnwanted(word) }
    case .text, .pattern: if argument.isEmpty { throw .argumentMissing(word) }
    case .count where argument.isEmpty: throw .argumentMissing(word)
    case .count: guard let count = Int(argument), (1...1000).contains(count) else { throw .argumentWrong(word) }
    case .unit: guard Money.Unit(word: argument) != nil else { throw .argumentWrong(word) }
    }
    self.word = word
    self.argument = argument
  }

  /// As the steward would write it.
  package var written: String { argument.isEmpty ? word.rawValue : "\(word.rawValue) \(argument)" }
}
