/// What a connector says about itself, for those who must not know it.
package struct ConnectorKind: Sendable {
  /// The word in a mapping's `connector:`.
  package let name: String
  package let options: [SourceOption]
  /// The keys that the secret named by `connection:` may hold; empty where it takes no `connection:`.
  package let secretKeys: [String]
  package let loads: Set<LoadKind>

  package init(_ type: (some Connector).Type) {
    name = type.name
    options = type.options
    secretKeys = type.secretKeys
    loads = type.loads
  }
}
