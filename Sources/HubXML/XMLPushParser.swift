import CLibXML2
import HubModel

/// libxml2's parser that is fed pieces: the one owner of its context.
final class XMLPushParser {
  let queue: XMLEventQueue
  private let raw: xmlParserCtxtPtr

  /// - Parameter encoding: nil, or one that is known.
  init(encoding: String?) throws(HubError) {
    let queue = XMLEventQueue()
    let owner = Unmanaged.passUnretained(queue).toOpaque()
    guard let raw = hub_xml_push_new(owner, startElement, endElement, characters, doctype, encoding) else {
      throw HubError("xml-unavailable", "libxml2 gave no parser.")
    }
    queue.parser = raw
    self.queue = queue
    self.raw = raw
  }

  deinit {
    if let document = raw.pointee.myDoc { xmlFreeDoc(document) }
    raw.pointee.myDoc = nil
    xmlFreeParserCtxt(raw)
  }

  /// Parses a piece; an empty one ends the document.
  /// - Returns: what is wrong with the document.
  func feed(_ bytes: UnsafeRawBufferPointer) -> HubError? {
    hub_xml_silence()
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let code = xmlParseChunk(raw, start, Int32(bytes.count), bytes.isEmpty ? 1 : 0)
    switch queue.refusal {
    case .doctype: return .xmlDoctype
    case .depth: return .xmlMalformed(raw, "is nested deeper than 256 elements")
    case nil: break
    }
    let isWellFormed = raw.pointee.wellFormed != 0 && raw.pointee.nsWellFormed != 0
    if isWellFormed, code == 0 || isWarning { return nil }
    return .xmlMalformed(raw)
  }

  private var isWarning: Bool {
    guard let error = xmlCtxtGetLastError(raw) else { return false }
    return error.pointee.level == XML_ERR_WARNING
  }
}

extension HubError {
  static var xmlDoctype: HubError {
    HubError(
      "xml-doctype", "The XML declares a document type, which is not read.",
      remedy: "Ask the department for XML without DOCTYPE.")
  }

  /// Says where, never what.
  static func xmlMalformed(_ parser: xmlParserCtxtPtr, _ fault: String = "is not well-formed XML") -> HubError {
    let error = xmlCtxtGetLastError(parser)
    let line = error.map { Int($0.pointee.line) } ?? Int(xmlSAX2GetLineNumber(parser))
    let column = error.map { Int($0.pointee.int2) } ?? Int(xmlSAX2GetColumnNumber(parser))
    return HubError("xml-malformed", "What stands at line \(line), column \(column) \(fault).")
  }
}

private func eventQueue(_ owner: UnsafeMutableRawPointer?) -> XMLEventQueue? {
  owner.map { Unmanaged<XMLEventQueue>.fromOpaque($0).takeUnretainedValue() }
}

/// `attributes` holds five pointers each: local name, prefix, namespace, begin and end of the value.
private func startElement(
  _ owner: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
  _ uri: UnsafePointer<xmlChar>?, _ namespaceCount: Int32, _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
  _ count: Int32, _ defaulted: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
  guard let queue = eventQueue(owner), let name else { return }
  var read: [(name: String, value: String)] = []
  if let attributes, count > 0 {
    read.reserveCapacity(Int(count))
    for place in stride(from: 0, to: Int(count) * 5, by: 5) {
      guard let name = attributes[place], let start = attributes[place + 3], let end = attributes[place + 4] else { continue }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      read.append((name: String(cString: name), value: XMLText.attribute(value)))
    }
  }
  queue.start(name, in: uri, read)
}

private func endElement(
  _ owner: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
  _ uri: UnsafePointer<xmlChar>?
) {
  guard let queue = eventQueue(owner), let name else { return }
  queue.end(name)
}

private func characters(_ owner: UnsafeMutableRawPointer?, _ start: UnsafePointer<xmlChar>?, _ count: Int32) {
  guard let queue = eventQueue(owner), let start, count > 0 else { return }
  queue.text(UnsafeBufferPointer(start: start, count: Int(count)))
}

private func doctype(
  _ owner: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ external: UnsafePointer<xmlChar>?,
  _ system: UnsafePointer<xmlChar>?
) {
  eventQueue(owner)?.refuse(.doctype)
}
