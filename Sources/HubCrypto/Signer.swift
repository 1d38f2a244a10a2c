import COpenSSL
package import HubModel

/// A private key that signs. Safe to share between tasks: the key is only read.
package final class Signer: Sendable {
  let key: PrivateKey
  package let verifier: Verifier

  init(_ key: PrivateKey) throws(HubError) {
    self.key = key
    verifier = try Verifier(publicKeyPEM: key.publicPEM())
  }

  /// PKCS #8 without passphrase, of any key that `SignatureAlgorithm` knows. Throws `private-key-unreadable`.
  package convenience init(privateKeyPEM pem: String) throws(HubError) {
    try self.init(PrivateKey(pem: pem))
  }

  package var algorithm: SignatureAlgorithm { verifier.algorithm }
  package var keyID: String { verifier.keyID }
  package var publicKeyPEM: String { verifier.publicKeyPEM }

  /// 64 bytes: r ‖ s, or an Ed25519 signature. Throws `signing-failed`.
  package func sign(_ message: UnsafeRawBufferPointer) throws(HubError) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 64)
    let done = hub_sign(key.raw, algorithm.kind, message.bytes, message.count, &signature)
    guard done == 1 else { throw HubError("signing-failed", "OpenSSL could not sign.") }
    return signature
  }

  package func sign(_ message: [UInt8]) throws(HubError) -> [UInt8] {
    try message.withUnsafeBufferPointer { message throws(HubError) in try sign(UnsafeRawBufferPointer(message)) }
  }
}

extension KeyRing {
  /// The key under audit tree heads, derived from the ring: SM2 or P-256. Throws `key-not-held`.
  package func signer() throws(HubError) -> Signer {
    // 16 bytes more than the order has: FIPS 186-5, A.2.1.
    let seed = try key(.auditSigning, label: suite.signature.rawValue, count: 48)
    return try Signer(PrivateKey(seed: seed, suite.signature))
  }
}
