import COpenSSL
import HubModel

/// The owner of a private EVP_PKEY, which OpenSSL only reads after it is made.
final class PrivateKey: Sendable {
  nonisolated(unsafe) let raw: OpaquePointer

  init(owning raw: OpaquePointer) { self.raw = raw }

  deinit { EVP_PKEY_free(raw) }

  /// A key of a NIST or SM curve whose secret follows from 48 secret bytes.
  convenience init(seed: SecretBytes, _ algorithm: SignatureAlgorithm) throws(HubError) {
    let (type, curve) = algorithm.openSSLNames
    guard let curve, let key = seed.withBytes({ hub_ec_key_from_seed(type, curve, $0.bytes, Int32($0.count)) }) else {
      throw HubError("key-derivation-failed", "OpenSSL could not derive a signing key.")
    }
    self.init(owning: key)
  }

  convenience init(generating algorithm: SignatureAlgorithm) throws(HubError) {
    let (type, curve) = algorithm.openSSLNames
    guard let key = hub_key_generate(type, algorithm == .es256 ? curve : nil) else {
      throw HubError("key-generation-failed", "OpenSSL could not make a \(algorithm.rawValue) key.")
    }
    self.init(owning: key)
  }

  convenience init(pem: String) throws(HubError) {
    guard let key = hub_private_key_read(pem, Int32(pem.utf8.count)) else {
      throw HubError("private-key-unreadable", "Not a private key in PEM (PKCS #8, no passphrase).")
    }
    self.init(owning: key)
  }

  func publicPEM() throws(HubError) -> String { try pem(secret: false) }
  func privatePEM() throws(HubError) -> String { try pem(secret: true) }

  private func pem(secret: Bool) throws(HubError) -> String {
    guard let output = hub_key_write(raw, secret ? 1 : 0) else {
      throw HubError("key-export-failed", "OpenSSL could not write a key.")
    }
    return Self.text(of: output)
  }

  /// Takes what was written, and frees the BIO.
  static func text(of output: OpaquePointer) -> String {
    defer { BIO_free(output) }
    var start: UnsafeMutablePointer<CChar>?
    let count = hub_bio_bytes(output, &start)
    return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

extension SignatureAlgorithm {
  /// As `hub_key_kind` tells them.
  var kind: Int32 {
    switch self {
    case .sm2: 1
    case .es256: 2
    case .edDSA: 3
    }
  }

  var openSSLNames: (type: String, curve: String?) {
    switch self {
    case .sm2: ("SM2", "SM2")
    case .es256: ("EC", "prime256v1")
    case .edDSA: ("ED25519", nil)
    }
  }
}
