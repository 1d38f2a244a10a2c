import ArgumentParser
import Glibc
import HubCrypto
import HubModel

/// Numbers that the audit is searched for: a line each, from a file or typed, never from a command line.
struct AskedNumbers: ParsableArguments {
  @Option(help: "Kind of the documents where it is not a resident's ID, for example passport.") var document: String?
  @Flag(help: "The numbers are those of enterprises.") var enterprise = false

  func validate() throws {
    if let document, DocumentKind(word: document) == nil {
      throw OptionWord.refused(document, of: "--document", words: DocumentKind.allCases.map(\.word))
    }
  }

  /// What the audit keeps in the place of each number.
  /// - Throws: `number-malformed` with the line, `numbers-unreadable`, `key-not-held`.
  func fingerprints(from source: String, keys: KeyRing) throws -> [Fingerprint] {
    let entity = enterprise ? "enterprise" : "person"
    let stated = document.flatMap(DocumentKind.init(word:))
    let audit = try keys.fingerprinter(.audit)
    return try Self.lines(of: source).enumerated().map { place, line in
      let number = try SubjectNumber(line, at: place + 1, entity: entity, document: stated)
      return audit(try number.subject(entity, keys: keys).fingerprint.bytes)
    }
  }

  /// What is typed is not shown.
  static func lines(of source: String) throws -> [String] {
    // The path is not told: it may be a number that stands where it must not.
    guard let file = try? LineFile(source) else {
      throw HubError(
        "numbers-unreadable", "The file of numbers cannot be read.",
        remedy: "Numbers are given in a file or on standard input (-), never on a command line.")
    }
    guard source == "-", isatty(STDIN_FILENO) == 1 else {
      var lines: [String] = []
      while let line = file.next() { if !line.allSatisfy(\.isWhitespace) { lines.append(line) } }
      // An empty answer to no question would read as "nobody asked".
      if lines.isEmpty { throw HubError("numbers-missing", "There is no number.", remedy: "Give one number a line.") }
      return lines
    }
    Terminal.note(Terminal.isChinese ? "请输入号码（不显示）：" : "Number (not shown):")
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    return [file.next()].compactMap(\.self)
  }
}
