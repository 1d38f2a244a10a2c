import COpenSSL

/// One HMAC context with its key (RFC 2104 over the suite's hash): always ready for the first byte of a message.
///
/// Short pieces are gathered first: a call into OpenSSL costs as much as hashing them.
final class MACContext {
  private static var capacity: Int { 256 }

  private var raw = hub_hmac()
  private let gathered: UnsafeMutableRawBufferPointer
  private var count = 0

  /// `key` is at most 64 bytes long.
  init(_ hash: HashAlgorithm, key: SecretBytes) {
    gathered = .allocate(byteCount: Self.capacity, alignment: 16)
    key.withBytes { must(hub_hmac_init(&raw, hash.rawValue, $0.bytes, $0.count)) }
  }

  deinit {
    hub_hmac_free(&raw)
    OPENSSL_cleanse(gathered.baseAddress, gathered.count)
    gathered.deallocate()
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    if count + bytes.count > Self.capacity { flush() }
    if bytes.count > Self.capacity { return hash(bytes) }
    UnsafeMutableRawBufferPointer(rebasing: gathered[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  /// `bytes` preceded by its count, so that neighbours cannot run together.
  func updatePart(_ bytes: UnsafeRawBufferPointer) {
    updateMark(UInt32(bytes.count))
    update(bytes)
  }

  func updateMark(_ mark: UInt32) {
    withUnsafeBytes(of: mark.littleEndian) { update($0) }
  }

  /// Writes 32 bytes to `out`.
  func finish(into out: UnsafeMutableRawBufferPointer) {
    flush()
    must(hub_hmac_finish(&raw, out.bytes))
  }

  /// The full 32 bytes.
  func finish() -> Digest32 {
    var digest = Digest32.zero
    withUnsafeMutableBytes(of: &digest) { finish(into: $0) }
    return digest
  }

  private func flush() {
    if count > 0 { hash(UnsafeRawBufferPointer(rebasing: gathered[..<count])) }
    count = 0
  }

  private func hash(_ bytes: UnsafeRawBufferPointer) {
    must(EVP_DigestUpdate(raw.message, bytes.baseAddress, bytes.count))
  }
}
