import COpenSSL
package import HubModel

/// A person's own key, made with its private half sealed under a passphrase: PKCS #8, encrypted by PBES2 (RFC 5958, RFC 8018)
/// with SM4 for an SM2 key and AES-256 for another. The `openssl` command reads it.
package struct SealedKey: Sendable {
  package let algorithm: SignatureAlgorithm
  /// The private half, sealed.
  package let sealedPEM: String
  /// SubjectPublicKeyInfo.
  package let publicKeyPEM: String

  /// Rounds of PBKDF2: a third of a second for whoever tries a passphrase.
  private static let iterations: Int32 = 600_000
  package static let passphraseLengths = 12...512

  /// Throws `passphrase-length`.
  package static func generate(_ algorithm: SignatureAlgorithm, passphrase: [UInt8]) throws(HubError) -> SealedKey {
    guard passphraseLengths.contains(passphrase.count) else {
      throw HubError("passphrase-length", "A passphrase has 12 to 512 bytes.", remedy: "Several words will do.")
    }
    let key = try PrivateKey(generating: algorithm)
    return SealedKey(
      algorithm: algorithm, sealedPEM: try key.sealedPEM(kind: algorithm.kind, passphrase, iterations: iterations),
      publicKeyPEM: try key.publicPEM())
  }
}

extension Signer {
  /// Opens a sealed key. A key that is not sealed is refused: it would be known to whoever reads the file.
  /// Throws `private-key-not-sealed`, and `private-key-not-opened` where the passphrase is another.
  package convenience init(sealedPEM pem: String, passphrase: [UInt8]) throws(HubError) {
    guard pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") else {
      throw HubError(
        "private-key-not-sealed", "Not a private key that is sealed under a passphrase (PKCS #8).",
        remedy: "Give the file that `govhub person new` wrote.")
    }
    try self.init(PrivateKey(sealedPEM: pem, passphrase))
  }
}

extension PrivateKey {
  convenience init(sealedPEM pem: String, _ passphrase: [UInt8]) throws(HubError) {
    guard let key = hub_sealed_key_read(pem, Int32(pem.utf8.count), passphrase, Int32(passphrase.count)) else {
      throw HubError("private-key-not-opened", "The key does not open under this passphrase.", remedy: "Try again.")
    }
    self.init(owning: key)
  }

  func sealedPEM(kind: Int32, _ passphrase: [UInt8], iterations: Int32) throws(HubError) -> String {
    guard let output = hub_key_seal(raw, kind, passphrase, Int32(passphrase.count), iterations) else {
      throw HubError("key-export-failed", "OpenSSL could not write a key.")
    }
    return Self.text(of: output)
  }
}
