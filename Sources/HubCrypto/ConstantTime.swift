import COpenSSL

/// Comparison that takes the same time wherever the difference is.
package enum ConstantTime {
  /// The counts are not secret: different ones compare at once.
  package static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    return a.isEmpty || CRYPTO_memcmp(a.baseAddress, b.baseAddress, a.count) == 0
  }

  package static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.withUnsafeBytes { a in b.withUnsafeBytes { areEqual(a, $0) } }
  }

  package static func areEqual(_ a: String, _ b: String) -> Bool { areEqual(Array(a.utf8), Array(b.utf8)) }
}

extension Array<UInt8> {
  /// Overwrites and drops everything from `start` on.
  package mutating func cleanse(from start: Int = 0) {
    withUnsafeMutableBytes { bytes in
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      OPENSSL_cleanse(rest.baseAddress, rest.count)
    }
    removeSubrange(start...)
  }
}
