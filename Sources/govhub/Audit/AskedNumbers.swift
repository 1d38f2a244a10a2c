import ArgumentParser
import Glibc
import HubCrypto
import HubModel
import HubStandards

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
    let subjects = try keys.subjectKey(entity: enterprise ? "enterprise" : "person")
    let audit = try keys.fingerprinter(.audit)
    return try Self.lines(of: source).enumerated().map { place, line in
      let number = try read(line, at: place + 1)
      return audit(subjects.subject(kind: number.kind, number: number.canonical).fingerprint.bytes)
    }
  }

  private func read(_ line: String, at place: Int) throws(HubError) -> (kind: DocumentKind, canonical: [UInt8]) {
    var canonical: [UInt8] = []
    let stated = document.flatMap(DocumentKind.init(word:))
    let isEnterprise = enterprise
    do throws(FormatFault) {
      let kind = try Array(line.utf8).withUnsafeBufferPointer { (text) throws(FormatFault) -> DocumentKind in
        let bytes = UnsafeRawBufferPointer(text)
        if isEnterprise { return try EnterpriseCode.parse(bytes, into: &canonical).kind }
        return try PersonalNumber.parse(bytes, kind: stated, into: &canonical).kind
      }
      return (kind, canonical)
    } catch {
      let fault = Terminal.isChinese ? error.zh : error.en
      throw HubError("number-malformed", "Number \(place): \(fault).", remedy: "Give one number a line.")
    }
  }

  /// What is typed is not shown.
  private static func lines(of source: String) throws -> [String] {
    // The path is not told: it may be a number that stands where it must not.
    guard let file = try? LineFile(source) else {
      throw HubError(
        "numbers-unreadable", "The file of numbers cannot be read.",
        remedy: "Numbers are given in a file or on standard input (-), never on a command line.")
    }
    guard source == "-", isatty(STDIN_FILENO) == 1 else {
      var lines: [String] = []
      while let line = file.next() { if !line.isEmpty { lines.append(line) } }
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
