import COpenSSL
import HubModel

/// HKDF (RFC 5869) over the suite's hash: every key of the hub comes from the root this way.
enum KeyDerivation {
  private static let salt = Array("govhub/keys/1".utf8)

  /// A key of `count` bytes, bound to `context`: the parts are length-prefixed, so that they cannot run together.
  static func derive(
    from key: SecretBytes, hash: HashAlgorithm, context: [String], count: Int = 32
  ) throws(HubError) -> SecretBytes {
    var info: [UInt8] = []
    for part in context { info.appendLengthPrefixed(part.utf8) }
    return try SecretBytes(count: count) { out throws(HubError) in
      try key.withBytes { key throws(HubError) in try hkdf(hash, key: key, salt: salt, info: info, into: out) }
    }
  }

  static func hkdf(
    _ hash: HashAlgorithm, key: UnsafeRawBufferPointer, salt: [UInt8], info: [UInt8],
    into out: UnsafeMutableRawBufferPointer
  ) throws(HubError) {
    let done = hub_hkdf(
      hash.rawValue, key.bytes, key.count, salt, salt.count, info, info.count, out.bytes, out.count)
    guard done == 1 else { throw HubError("key-derivation-failed", "OpenSSL could not derive a key.") }
  }
}

extension Array<UInt8> {
  /// The count as 32 bits, little-endian, then the bytes.
  mutating func appendLengthPrefixed(_ bytes: some Collection<UInt8>) {
    Swift.withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { append(contentsOf: $0) }
    append(contentsOf: bytes)
  }
}

extension UnsafeRawBufferPointer {
  /// As C takes it; nil for an empty buffer without an address.
  var bytes: UnsafePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}

extension UnsafeMutableRawBufferPointer {
  var bytes: UnsafeMutablePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
