/// A JSON text, read: nodes in the order of the text, the characters of its strings in one buffer.
///
/// A container's children follow it; `next` leads past a node and all it holds. Members are a key node followed by a value node.
struct JSONDocument: Sendable {
  enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null }

  struct Node: Sendable {
    var kind: Kind
    /// Strings and numbers: where their bytes lie in `text`.
    var start: UInt32
    var end: UInt32
    /// Index of the node after this one.
    var next: UInt32
  }

  var nodes: [Node] = []
  var text: [UInt8] = []

  var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// A look at one node of a document.
struct JSONValue {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }
  var kind: JSONDocument.Kind { node.kind }

  /// The bytes of a string, unescaped, or of a number as written.
  func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    let node = node
    return try document.text.withUnsafeBufferPointer { (text) throws(E) in
      try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[Int(node.start)..<Int(node.end)]))
    }
  }

  var byteCount: Int { Int(node.end - node.start) }

  /// Nil unless it is a string.
  var string: String? {
    guard kind == .string else { return nil }
    return withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// True where it is a string of exactly these ASCII characters.
  func equals(_ word: StaticString) -> Bool {
    withBytes { bytes in
      bytes.count == word.utf8CodeUnitCount
        && bytes.elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: bytes.count))
    }
  }

  /// Calls `body` with each member of an object, in order.
  func forEachMember<E: Error>(_ body: (_ key: JSONValue, _ value: JSONValue) throws(E) -> Void) throws(E) {
    var at = index + 1
    let end = Int(node.next)
    while at < end {
      let value = at + 1
      try body(JSONValue(document: document, index: at), JSONValue(document: document, index: value))
      at = Int(document.nodes[value].next)
    }
  }

  /// Calls `body` with each element of an array, in order.
  func forEachElement<E: Error>(_ body: (JSONValue) throws(E) -> Void) throws(E) {
    var at = index + 1
    let end = Int(node.next)
    while at < end {
      try body(JSONValue(document: document, index: at))
      at = Int(document.nodes[at].next)
    }
  }

  subscript(_ name: StaticString) -> JSONValue? {
    guard kind == .object else { return nil }
    var found: JSONValue?
    forEachMember { key, value in if key.equals(name) { found = value } }
    return found
  }
}
