/// What a reader meets, in the order of the document. Comments and processing instructions are passed over.
package enum XMLEvent: Sendable {
  /// Names are local names, of attributes too; the namespace is the element's own.
  case start(name: String, namespace: String?, attributes: [(name: String, value: String)])
  /// A piece of text. Neighbouring pieces belong together: entities and long texts come in several.
  case text(String)
  /// Local name.
  case end(name: String)
}
