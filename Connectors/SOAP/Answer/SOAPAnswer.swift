import HubModel
import HubXML

/// An answer that is neither a fault nor a refusal.
struct SOAPAnswer {
  /// The body as it came.
  let bytes: [UInt8]
  /// Where the records are looked for: the answer, or the documents within; empty where the service says that there are none.
  let documents: [XMLDocument]
  /// What `count` finds; nil where it is not declared, or the service says that there are no records.
  let total: Int64?
  private let namespaces: [String: String]

  init(bytes: [UInt8], documents: [XMLDocument], namespaces: [String: String], total: Int64? = nil) {
    self.bytes = bytes
    self.documents = documents
    self.namespaces = namespaces
    self.total = total
  }

  /// The elements at an XPath, document by document, in their order.
  func records(_ path: String) throws(HubError) -> [XMLElement] {
    var found: [XMLElement] = []
    for document in documents { found += try document.nodes(path, namespaces: namespaces) }
    return found
  }
}
