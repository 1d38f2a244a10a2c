import HubModel
import HubXML

/// What a service says when it does not answer (SOAP 1.1 section 4.4, SOAP 1.2 part 1 section 5.4). Its texts may hold what was
/// asked, so they are compared and never shown.
struct SOAPFault {
  private static let place = "/*[local-name()='Envelope']/*[local-name()='Body']/*[local-name()='Fault']"
  private static let code = ["/*[local-name()='faultcode']", "/*[local-name()='Code']/*[local-name()='Value']"]
  private static let texts = [
    "/*[local-name()='Code']//*[local-name()='Value']", "/*[local-name()='faultstring']",
    "/*[local-name()='Reason']/*[local-name()='Text']",
  ]

  /// The code without its prefix, as `Client` or `Receiver`.
  let code: String
  /// Codes, code of the cause and words, as the service wrote them.
  let words: [String]

  /// Nil where the answer is no fault.
  init?(in document: XMLDocument) throws(HubError) {
    guard try !document.nodes(Self.place, namespaces: [:]).isEmpty else { return nil }
    var codes: [String] = []
    for path in Self.code { codes += try document.texts(Self.place + path, namespaces: [:]) }
    var words = codes
    for path in Self.texts { words += try document.texts(Self.place + path, namespaces: [:]) }
    code = Self.localPart(codes.first ?? "")
    self.words = words
  }

  init(code: String, words: [String]) {
    self.code = Self.localPart(code)
    self.words = [code] + words
  }

  private static func localPart(_ name: String) -> String {
    let name = name.filter { !$0.isWhitespace }
    return name.split(separator: ":").last.map { String($0) } ?? ""
  }
}
