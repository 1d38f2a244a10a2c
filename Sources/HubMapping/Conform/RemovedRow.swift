package import HubModel

/// A source said that the row of this key was deleted.
package struct RemovedRow: Sendable {
  package var line: UInt64
  /// The subject's kind and canonical number where the key holds them.
  package var subject: (kind: DocumentKind, number: [UInt8])?
  /// The canonical row key.
  package var rowKey: [UInt8]
}
