package import HubModel

/// A caller's own key. The hub keeps only the public half; the private half is shown once.
package struct ClientKeyPair: Sendable {
  package let algorithm: SignatureAlgorithm
  /// PKCS #8.
  package let privateKeyPEM: String
  /// SubjectPublicKeyInfo.
  package let publicKeyPEM: String

  package static func generate(_ algorithm: SignatureAlgorithm) throws(HubError) -> ClientKeyPair {
    let key = try PrivateKey(generating: algorithm)
    return ClientKeyPair(
      algorithm: algorithm, privateKeyPEM: try key.privatePEM(), publicKeyPEM: try key.publicPEM())
  }
}
