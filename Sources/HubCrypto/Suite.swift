/// The family of algorithms a hub is set up with, once and for all its data.
package enum Suite: String, Sendable, CaseIterable {
  /// Commercial cryptography of the GM/T family: SM2 (GB/T 32918), SM3 (GB/T 32905), SM4 (GB/T 32907).
  case sm
  /// P-256, SHA-256, AES-256-GCM.
  case nist

  /// The hash under fingerprints and key derivation.
  var hash: HashAlgorithm { self == .sm ? .sm3 : .sha256 }
  /// First byte of every cell, so that a cell is never opened under the other suite.
  var cellVersion: UInt8 { self == .sm ? 1 : 2 }
  var signature: SignatureAlgorithm { self == .sm ? .sm2 : .es256 }
}

enum HashAlgorithm: String, Sendable {
  case sm3 = "SM3"
  case sha256 = "SHA256"
}

/// What a key signs with. The raw value is the `alg` of a JSON Web Key.
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
  /// SM2 with SM3 and the identity `1234567812345678` (GB/T 32918.2, GB/T 35276).
  case sm2 = "SM2"
  /// ECDSA on P-256 with SHA-256 (RFC 7518).
  case es256 = "ES256"
  /// Ed25519 (RFC 8032, RFC 8037).
  case edDSA = "EdDSA"
}
