import HubModel
import HubXML

/// An answer that is neither a fault nor a refusal.
struct SOAPAnswer {
  /// The body as it came.
  let bytes: [UInt8]
  /// Where the records are looked for: the answer, or the documents within; empty where the service says that there are none.
  let documents: [XMLDocument]
  private let namespaces: [String: String]

  init(bytes: [UInt8], documents: [XMLDocument], namespaces: [String: String]) {
    self.bytes = bytes
    self.documents = documents
    self.namespaces = namespaces
  }

  /// The elements at an XPath, document by document, in their order.
  func records(_ path: String) throws(HubError) -> [XMLElement] {
    var found: [XMLElement] = []
    for document in documents { found += try document.nodes(path, namespaces: namespaces) }
    return found
  }
}
