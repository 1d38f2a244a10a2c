import CLibXML2
package import HubModel

/// An element of a document, which it keeps alive.
package struct XMLElement {
  private let document: XMLDocument
  private let raw: xmlNodePtr
  private let namespaces: [String: String]

  init(_ raw: xmlNodePtr, in document: XMLDocument, namespaces: [String: String]) {
    self.raw = raw
    self.document = document
    self.namespaces = namespaces
  }

  /// Local name.
  package var name: String { raw.pointee.name.map { String(cString: $0) } ?? "" }

  /// The text of the first node that the XPath finds from here, or the value it computes; nil where it finds no node.
  /// - Throws: `xpath-malformed`.
  package func text(_ xpath: String) throws(HubError) -> String? { try result(xpath).texts.first }

  /// As `text`, of every node found.
  package func texts(_ xpath: String) throws(HubError) -> [String] { try result(xpath).texts }

  /// The elements that the XPath finds from here.
  package func nodes(_ xpath: String) throws(HubError) -> [XMLElement] {
    try result(xpath).elements.map { XMLElement($0, in: document, namespaces: namespaces) }
  }

  /// The element as XML in UTF-8, with every namespace that it uses declared in it.
  package func serialised() -> [UInt8] {
    hub_xml_silence()
    // A copy takes along the declarations of its ancestors.
    guard let buffer = xmlBufferCreate(), let copy = xmlDocCopyNode(raw, document.raw, 1) else { return [] }
    defer {
      xmlFreeNode(copy)
      xmlBufferFree(buffer)
    }
    guard xmlNodeDump(buffer, document.raw, copy, 0, 0) >= 0, let start = xmlBufferContent(buffer) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(xmlBufferLength(buffer))))
  }

  private func result(_ xpath: String) throws(HubError) -> XPathResult {
    try XPathResult(xpath, namespaces: namespaces, in: document, from: raw)
  }
}
