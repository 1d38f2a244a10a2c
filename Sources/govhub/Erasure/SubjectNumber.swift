import HubCrypto
import HubModel
import HubStandards

/// The number of one subject as it was typed or piped, in its canonical form.
struct SubjectNumber {
  let kind: DocumentKind
  private let canonical: [UInt8]

  /// `place`: which of several numbers it is. Throws `number-malformed`, without the number.
  init(_ text: String, at place: Int = 1, entity: String, document: DocumentKind?) throws(HubError) {
    var canonical: [UInt8] = []
    do throws(FormatFault) {
      kind = try Array(text.utf8).withUnsafeBufferPointer { (text) throws(FormatFault) -> DocumentKind in
        let bytes = UnsafeRawBufferPointer(text)
        if entity == "enterprise" { return try EnterpriseCode.parse(bytes, into: &canonical).kind }
        return try PersonalNumber.parse(bytes, kind: document, into: &canonical).kind
      }
    } catch {
      let fault = Terminal.isChinese ? error.zh : error.en
      throw HubError("number-malformed", "Number \(place): \(fault).", remedy: "Give one number a line.")
    }
    self.canonical = canonical
  }

  /// Reads one line of standard input.
  static func read(entity: String, document: DocumentKind?) throws -> SubjectNumber {
    try SubjectNumber(try AskedNumbers.lines(of: "-").first ?? "", entity: entity, document: document)
  }

  func subject(_ entity: String, keys: KeyRing) throws(HubError) -> Subject {
    try keys.subjectKey(entity: entity).subject(kind: kind, number: canonical)
  }
}
