import COpenSSL
package import HubModel

/// MD5 fed piece by piece, for the companion files of departments that write no other digest. See `LegacyDigest`.
package final class MD5Digest {
  private let raw: OpaquePointer

  /// - Throws: `digest-unavailable` where this OpenSSL is set up without MD5.
  package init() throws(HubError) {
    guard let raw = hub_digest_new("MD5") else {
      throw HubError("digest-unavailable", "This OpenSSL offers no MD5.")
    }
    self.raw = raw
  }

  deinit { EVP_MD_CTX_free(raw) }

  package func update(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > 0 { must(EVP_DigestUpdate(raw, bytes.baseAddress, bytes.count)) }
  }

  /// 16 bytes; the context is ready for the next message.
  package func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 16)
    digest.withUnsafeMutableBufferPointer { must(hub_digest_finish(raw, $0.baseAddress)) }
    return digest
  }
}
