import CLibXML2
import HubModel

/// What an XPath 1.0 expression finds: the one owner of libxml2's context and object. Its nodes belong to the document.
final class XPathResult {
  private let context: xmlXPathContextPtr
  private let raw: xmlXPathObjectPtr
  private let document: XMLDocument

  /// - Throws: `xpath-malformed`.
  init(
    _ xpath: String, namespaces: [String: String], in document: XMLDocument, from node: xmlNodePtr? = nil
  ) throws(HubError) {
    hub_xml_silence()
    guard let context = hub_xpath_new(document.raw) else { throw HubError("xml-unavailable", "libxml2 gave no XPath context.") }
    if let node { context.pointee.node = node }
    var isUsable = true
    for (prefix, uri) in namespaces where xmlXPathRegisterNs(context, prefix, uri) != 0 { isUsable = false }
    guard isUsable, let raw = xmlXPathEval(xpath, context) else {
      xmlXPathFreeContext(context)
      throw HubError(
        "xpath-malformed", "An XPath expression cannot be evaluated.",
        remedy: "Check its syntax, and that each prefix in it has its namespace.")
    }
    self.context = context
    self.raw = raw
    self.document = document
    if let found = raw.pointee.nodesetval { xmlXPathNodeSetSort(found) }
  }

  deinit {
    xmlXPathFreeObject(raw)
    xmlXPathFreeContext(context)
  }

  var texts: [String] {
    guard raw.pointee.type == XPATH_NODESET else { return [Self.taken(xmlXPathCastToString(raw))] }
    return nodes.map { Self.taken(xmlXPathCastNodeToString($0)) }
  }

  var elements: [xmlNodePtr] { nodes.filter { $0.pointee.type == XML_ELEMENT_NODE } }

  private var nodes: [xmlNodePtr] {
    guard let found = raw.pointee.nodesetval, let table = found.pointee.nodeTab else { return [] }
    return (0..<Int(found.pointee.nodeNr)).compactMap { table[$0] }
  }

  /// Copies a text of libxml2's and frees it.
  private static func taken(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
    guard let text else { return "" }
    defer { hub_xml_free(text) }
    return XMLText.string(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))))
  }
}
