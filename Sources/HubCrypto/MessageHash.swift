/// Digests and codes as other systems' interfaces ask for them, under keys of any length, from any thread.
///
/// For what the hub itself stores there are `Fingerprinter` and `Sealer`.
package enum MessageHash: String, Sendable, CaseIterable {
  /// GB/T 32905.
  case sm3
  /// FIPS 180-4.
  case sha256

  private var algorithm: HashAlgorithm { self == .sm3 ? .sm3 : .sha256 }

  package func digest(_ message: [UInt8]) -> [UInt8] {
    let digest = MessageDigest(algorithm)
    digest.update(message)
    return digest.finish().bytes
  }

  /// HMAC (RFC 2104): a key longer than a block of 64 bytes is hashed first.
  package func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let block = key.count > 64 ? digest(key) : key
    let context = MACContext(algorithm, key: block.withUnsafeBytes { SecretBytes(copying: $0) })
    message.withUnsafeBytes { context.update($0) }
    return context.finish().bytes
  }
}
