import COpenSSL

/// Bytes from OpenSSL's generator, seeded by the kernel.
package enum Random {
  package static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }

  package static func number() -> UInt64 {
    var number: UInt64 = 0
    withUnsafeMutableBytes(of: &number) { fill($0) }
    return number
  }

  package static func fill(_ out: UnsafeMutableRawBufferPointer) {
    if out.count > 0 { must(RAND_bytes(out.bytes, Int32(out.count))) }
  }

  /// For keys: from the generator that feeds nothing public.
  static func fillSecret(_ out: UnsafeMutableRawBufferPointer) {
    must(RAND_priv_bytes(out.bytes, Int32(out.count)))
  }
}
