import COpenSSL
package import HubModel

/// A public key: all that checking a signature, and so a receipt, takes. Safe to share between tasks.
package final class Verifier: Sendable {
  package let algorithm: SignatureAlgorithm
  /// SubjectPublicKeyInfo, as given.
  package let publicKeyPEM: String
  /// 32 hexadecimal digits: the first half of SM3 of the SubjectPublicKeyInfo in DER.
  package let keyID: String
  nonisolated(unsafe) private let raw: OpaquePointer

  /// Reads SubjectPublicKeyInfo in PEM, of SM2, P-256 or Ed25519; the algorithm is the key's and not the caller's to
  /// choose. Throws `public-key-unreadable`.
  package init(publicKeyPEM pem: String) throws(HubError) {
    guard let key = hub_public_key_read(pem, Int32(pem.utf8.count)) else { throw Self.unreadable }
    let kind = hub_key_kind(key)
    guard let algorithm = SignatureAlgorithm.allCases.first(where: { $0.kind == kind }) else {
      EVP_PKEY_free(key)
      throw Self.unreadable
    }
    raw = key
    self.algorithm = algorithm
    publicKeyPEM = pem
    keyID = Self.identify(key)
  }

  deinit { EVP_PKEY_free(raw) }

  /// `signature`: 64 bytes, r ‖ s or Ed25519; any other length is not valid.
  package func isValid(_ signature: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
    guard signature.count == 64 else { return false }
    return hub_verify(raw, algorithm.kind, message.bytes, message.count, signature) == 1
  }

  package func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    message.withUnsafeBytes { isValid(signature, of: $0) }
  }

  private static var unreadable: HubError {
    HubError("public-key-unreadable", "Not a public key in PEM, or neither SM2, P-256 nor Ed25519.")
  }

  private static func identify(_ key: OpaquePointer) -> String {
    var der: UnsafeMutablePointer<UInt8>?
    let count = hub_public_key_der(key, &der)
    defer { hub_free(der) }
    let digest = SM3.digest(UnsafeRawBufferPointer(start: der, count: Int(count)))
    return String(digest.hex.prefix(32))
  }
}
