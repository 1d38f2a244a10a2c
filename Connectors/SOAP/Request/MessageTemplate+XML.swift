import HubConnectorKit
import HubModel

extension MessageTemplate {
  /// The envelope: with an XML declaration of the request's encoding, and no place where a filled-in value could become markup.
  /// - Throws: `template-unsuitable`.
  init(envelope text: String, encoding: TextEncoding) throws(HubError) {
    self.init(try Self.declared(text, encoding))
    try checkPlaces()
  }

  /// A document that is filled in before it is put into the envelope.
  init(inner text: String) throws(HubError) {
    self.init(text)
    try checkPlaces()
  }

  private static func declared(_ text: String, _ encoding: TextEncoding) throws(HubError) -> String {
    let body = text.drop { $0.isWhitespace }
    guard body.hasPrefix("<?xml"), let end = body.firstRange(of: "?>") else {
      return "<?xml version=\"1.0\" encoding=\"\(encoding.rawValue)\"?>" + String(body)
    }
    let declaration = body[..<end.lowerBound].uppercased()
    let isPlain = !declaration.contains("ENCODING") && encoding == .utf8
    let isSame = declaration.contains("\"\(encoding.rawValue)\"") || declaration.contains("'\(encoding.rawValue)'")
    guard isPlain || isSame else {
      throw HubError(
        "template-unsuitable", "The template declares another encoding than `encoding`, which is \(encoding.rawValue).")
    }
    return String(body)
  }

  /// Escaping a value once is not enough where the text around it is unescaped once more by the service: a number that holds
  /// `</a><b>` would be markup there.
  private func checkPlaces() throws(HubError) {
    var holdsMarkup = false
    for piece in pieces {
      switch piece {
      case .literal(let text):
        if let cut = text.lastIndex(where: { $0 == "<" || $0 == ">" }) {
          holdsMarkup = Self.holdsMarkup(text[cut...])
        } else if Self.holdsMarkup(text[...]) {
          holdsMarkup = true
        }
      case .value:
        guard !holdsMarkup else {
          throw HubError(
            "template-unsuitable", "A placeholder stands within escaped markup (&lt;…&gt;) of the template.",
            remedy: "Write the inner document under `request_inner` and `{inner}` in its place.")
        }
      }
    }
  }

  private static func holdsMarkup(_ text: Substring) -> Bool {
    let text = text.lowercased()
    return ["&lt;", "&#60;", "&#x3c;"].contains { text.contains($0) }
  }
}
