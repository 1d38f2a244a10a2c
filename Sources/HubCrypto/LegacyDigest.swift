import COpenSSL
package import HubModel

/// MD5 (RFC 1321), for interfaces of others that accept nothing else.
///
/// It is broken: whoever can choose a message can make two of one digest. Nothing that the hub decides or stores rests on it.
package enum LegacyDigest {
  /// - Throws: `digest-unavailable` where this OpenSSL is set up without MD5.
  package static func md5(_ message: [UInt8]) throws(HubError) -> [UInt8] {
    let digest = try MD5Digest()
    message.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }

  /// HMAC-MD5 (RFC 2104).
  package static func hmacMD5(_ message: [UInt8], key: [UInt8]) throws(HubError) -> [UInt8] {
    var block = try key.count > 64 ? md5(key) : key
    block.append(contentsOf: repeatElement(0, count: 64 - block.count))
    let inner = try md5(block.map { $0 ^ 0x36 } + message)
    return try md5(block.map { $0 ^ 0x5C } + inner)
  }
}
