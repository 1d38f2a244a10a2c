/// A place of the source that is not text as declared. The row it stands in is refused, the rest is read on.
package struct TextFault: Sendable, Equatable {
  package enum Kind: Sendable {
    /// Bytes without meaning in the declared encoding; U+FFFD stands in their place.
    case undecodable
    /// U+0000, which PostgreSQL cannot store and C would cut a text at.
    case nul
  }

  package var kind: Kind
  /// Offset of the character in the decoded UTF-8.
  package var position: Int
  /// Offset of its first byte in the source, 0-based, a byte order mark counted.
  package var byteOffset: UInt64

  package init(kind: Kind, position: Int, byteOffset: UInt64) {
    self.kind = kind
    self.position = position
    self.byteOffset = byteOffset
  }
}
