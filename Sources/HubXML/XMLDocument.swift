import CLibXML2
package import HubModel

/// A small XML document as a tree: the one owner of libxml2's tree. Used by one caller at a time.
///
/// The same rules as for `XMLReader`: no document type, no entities, no network, at most 256 levels.
package final class XMLDocument {
  let raw: xmlDocPtr

  /// - Parameter encoding: what the transport tells; wins over the document's declaration.
  /// - Throws: `xml-malformed`, `xml-doctype`, `xml-encoding-unknown`.
  package init(_ bytes: [UInt8], encoding: String? = nil) throws(HubError) {
    try XMLSetUp.prepare(encoding: encoding)
    guard let parser = hub_xml_document_parser() else { throw HubError("xml-unavailable", "libxml2 gave no parser.") }
    defer { xmlFreeParserCtxt(parser) }
    let found = bytes.withUnsafeBytes { XMLDocument.parse($0, encoding, parser) }
    let isWellFormed = parser.pointee.wellFormed != 0 && parser.pointee.nsWellFormed != 0
    guard let found, isWellFormed, hub_xml_met_doctype(parser) == 0 else {
      if let found { xmlFreeDoc(found) }
      throw hub_xml_met_doctype(parser) == 0 ? HubError.xmlMalformed(parser) : HubError.xmlDoctype
    }
    raw = found
  }

  deinit { xmlFreeDoc(raw) }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, _ encoding: String?, _ parser: xmlParserCtxtPtr
  ) -> xmlDocPtr? {
    let found = XMLSetUp.resolve(encoding, start: bytes)
    let rest = UnsafeRawBufferPointer(rebasing: bytes[found.skipped...])
    guard let count = Int32(exactly: rest.count) else { return nil }
    let start = rest.baseAddress?.assumingMemoryBound(to: CChar.self)
    return hub_xml_document_read(parser, start, count, found.encoding)
  }

  /// The text of each node that the XPath finds, in the order of the document; one text where it computes a value.
  /// - Throws: `xpath-malformed`.
  package func texts(_ xpath: String, namespaces: [String: String] = [:]) throws(HubError) -> [String] {
    try XPathResult(xpath, namespaces: namespaces, in: self).texts
  }

  /// The elements that the XPath finds, in the order of the document.
  /// - Throws: `xpath-malformed`.
  package func nodes(_ xpath: String, namespaces: [String: String] = [:]) throws(HubError) -> [XMLElement] {
    let result = try XPathResult(xpath, namespaces: namespaces, in: self)
    return result.elements.map { XMLElement($0, in: self, namespaces: namespaces) }
  }
}
