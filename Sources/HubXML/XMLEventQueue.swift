import CLibXML2

/// What libxml2 told of and the reader has not handed over: the events of one piece of the document.
final class XMLEventQueue {
  enum Refusal { case doctype, depth }

  private static let deepest = 256

  /// The parser that tells; its reader owns it.
  var parser: xmlParserCtxtPtr?
  private(set) var refusal: Refusal?
  private var events: [XMLEvent] = []
  private var next = 0
  private var depth = 0
  /// The namespace met last: libxml2 keeps one copy of each name, and nearly every element has the same one.
  private var namespace: (address: UnsafePointer<xmlChar>, text: String)?

  func take() -> XMLEvent? {
    guard next < events.count else {
      events.removeAll(keepingCapacity: true)
      next = 0
      return nil
    }
    defer { next += 1 }
    return events[next]
  }

  func start(_ name: UnsafePointer<xmlChar>, in uri: UnsafePointer<xmlChar>?, _ attributes: [(name: String, value: String)]) {
    depth += 1
    guard depth <= Self.deepest else { return refuse(.depth) }
    events.append(.start(name: String(cString: name), namespace: uri.map(text(ofNamespace:)), attributes: attributes))
  }

  func end(_ name: UnsafePointer<xmlChar>) {
    depth -= 1
    events.append(.end(name: String(cString: name)))
  }

  func text(_ bytes: UnsafeBufferPointer<xmlChar>) { events.append(.text(XMLText.string(bytes))) }

  func refuse(_ refusal: Refusal) {
    self.refusal = refusal
    if let parser { xmlStopParser(parser) }
  }

  private func text(ofNamespace uri: UnsafePointer<xmlChar>) -> String {
    if let namespace, namespace.address == uri { return namespace.text }
    let text = String(cString: uri)
    namespace = (address: uri, text: text)
    return text
  }
}
