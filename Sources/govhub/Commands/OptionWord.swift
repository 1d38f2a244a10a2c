import ArgumentParser
import HubYAML

/// An option that takes one of a few words.
///
/// To be read in `validate()` first: what is thrown there is shown with the usage of the command itself, what is thrown later with
/// that of the whole program.
enum OptionWord {
  static func read<W: RawRepresentable<String> & CaseIterable>(_ text: String, of option: String) throws -> W {
    if let word = W(rawValue: text) { return word }
    throw refused(text, of: option, words: W.allCases.map(\.rawValue))
  }

  static func refused(_ text: String, of option: String, words: [String]) -> ValidationError {
    let near = nearestWord(to: text, in: words).map { " (did you mean \($0)?)" } ?? ""
    return ValidationError("\(option) has no word \(text); it takes: \(words.joined(separator: ", "))\(near)")
  }
}
