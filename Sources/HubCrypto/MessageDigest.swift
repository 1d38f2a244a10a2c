import COpenSSL

/// A digest that is fed piece by piece. Use from one task at a time; `finish` makes it ready for the next message.
package class MessageDigest {
  private let raw: OpaquePointer

  init(_ hash: HashAlgorithm) { raw = must(hub_digest_new(hash.rawValue)) }

  deinit { EVP_MD_CTX_free(raw) }

  package final func update(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count > 0 { must(EVP_DigestUpdate(raw, bytes.baseAddress, bytes.count)) }
  }

  package final func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  package final func finish() -> Digest32 {
    var digest = Digest32.zero
    withUnsafeMutableBytes(of: &digest) { must(hub_digest_finish(raw, $0.bytes)) }
    return digest
  }
}

/// GB/T 32905.
package final class SM3Digest: MessageDigest {
  package init() { super.init(.sm3) }
}

/// FIPS 180-4.
package final class SHA256Digest: MessageDigest {
  package init() { super.init(.sha256) }
}

/// SM3 (GB/T 32905) of a whole message, from any thread.
package enum SM3 {
  static let contexts = ContextPool { SM3Digest() }

  package static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest32 {
    contexts.lend { context in
      context.update(bytes)
      return context.finish()
    }
  }

  package static func digest(_ bytes: [UInt8]) -> Digest32 {
    bytes.withUnsafeBytes { digest($0) }
  }

  package static func digest(_ text: String) -> Digest32 { digest(Array(text.utf8)) }
}
