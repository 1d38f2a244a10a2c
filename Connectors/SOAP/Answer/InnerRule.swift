import HubConnectorKit
import HubModel
import HubXML

/// Where an answer carries a second document as text.
struct InnerRule: Sendable {
  private let path: String
  private let form: InnerForm
  private let charset: TextEncoding?

  init?(_ settings: SourceSettings?) throws(HubError) {
    guard let settings else { return nil }
    path = try settings.required("path")
    form = InnerForm(rawValue: settings.text("encoding") ?? "") ?? .escaped
    charset = settings.text("charset").flatMap { TextEncoding(word: $0) }
  }

  /// The documents within `outer`; an element without text holds none.
  /// - Throws: `inner-missing`, `inner-malformed`, `answer-too-long`, what makes XML unreadable.
  func documents(
    in outer: XMLDocument, namespaces: [String: String], encoding: TextEncoding
  ) throws(HubError) -> [XMLDocument] {
    let texts = try outer.texts(path, namespaces: namespaces)
    guard !texts.isEmpty else {
      throw HubError("inner-missing", "The answer has no element where `inner` looks for the document within.")
    }
    var documents: [XMLDocument] = []
    var elements = 0
    for text in texts where !text.utf8.allSatisfy({ AnswerText.isBlank($0) }) {
      let document = try bytes(text, charset ?? encoding)
      elements = try AnswerText.checkedElements(document, before: elements)
      documents.append(try XMLDocument(document, encoding: "UTF-8"))
    }
    return documents
  }

  private func bytes(_ text: String, _ encoding: TextEncoding) throws(HubError) -> [UInt8] {
    guard form == .base64 else { return AnswerText.withoutDeclaration(Array(text.utf8)) }
    guard let bytes = Base64Text.decoded(text) else {
      throw HubError("inner-malformed", "The document within the answer is not base64, which `inner` declares.")
    }
    return try AnswerText.utf8(bytes, encoding)
  }
}
