import Glibc
import HubCrypto
import HubModel
import HubStandards

/// The number of one subject, typed or piped: never on a command line, which every user of the machine can read.
struct SubjectNumber {
  let kind: DocumentKind
  private let canonical: [UInt8]

  /// Reads one line of standard input. What is typed is not shown. Throws `number-malformed`.
  static func read(entity: String, document: DocumentKind?) throws -> SubjectNumber {
    let isTyped = isatty(STDIN_FILENO) == 1
    var shown = termios()
    if isTyped {
      Terminal.note(Terminal.isChinese ? "请输入号码（不显示）：" : "Number (not shown):")
      tcgetattr(STDIN_FILENO, &shown)
      var hidden = shown
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    }
    defer { if isTyped { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) } }
    return try SubjectNumber(readLine() ?? "", entity: entity, document: document)
  }

  init(_ text: String, entity: String, document: DocumentKind?) throws(HubError) {
    var canonical: [UInt8] = []
    let bytes = Array(text.utf8)
    do throws(FormatFault) {
      kind = try bytes.withUnsafeBufferPointer { (text) throws(FormatFault) -> DocumentKind in
        let text = UnsafeRawBufferPointer(text)
        if entity == "enterprise" { return try EnterpriseCode.parse(text, into: &canonical).kind }
        return try PersonalNumber.parse(text, kind: document, into: &canonical).kind
      }
    } catch {
      throw HubError(
        "number-malformed", "Standard input holds no number: \(error.rawValue).", remedy: "Give one number on one line.")
    }
    self.canonical = canonical
  }

  func subject(_ entity: String, keys: KeyRing) throws(HubError) -> Subject {
    try keys.subjectKey(entity: entity).subject(kind: kind, number: canonical)
  }
}
