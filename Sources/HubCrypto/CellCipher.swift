import COpenSSL
import HubModel

/// Seals and opens cells under one key; one implementation per suite. Used by one caller at a time.
class CellCipher {
  /// Fills `cell` behind its header, which already holds versions and nonce; `cell` is `plain` and the overhead long.
  func seal(_ plain: UnsafeRawBufferPointer, binding: CellBinding, cell: UnsafeMutableRawBufferPointer) {
    fatalError("abstract")
  }

  /// False where anything of cell or binding was changed; `plain` is then unusable.
  func open(
    _ cell: UnsafeRawBufferPointer, binding: CellBinding, plain: UnsafeMutableRawBufferPointer
  ) -> Bool {
    fatalError("abstract")
  }

  static func make(_ suite: Suite, keys: CellKeys) -> CellCipher {
    suite == .sm ? SM4CellCipher(keys) : AESCellCipher(keys)
  }
}

/// The two keys of a dataset; AES-GCM takes only the first.
struct CellKeys: Sendable {
  let encryption: SecretBytes
  let authentication: SecretBytes
}

/// An expanded cipher key that takes a new IV per message.
final class CipherContext {
  let raw: OpaquePointer

  init(_ name: String, key: SecretBytes, encrypts: Bool) {
    raw = key.withBytes { must(hub_cipher_new(name, $0.bytes, encrypts ? 1 : 0)) }
  }

  deinit { EVP_CIPHER_CTX_free(raw) }

  func start(iv: UnsafeRawBufferPointer) { must(hub_cipher_start(raw, iv.bytes)) }

  func authenticate(_ bytes: UnsafeRawBufferPointer) {
    must(hub_cipher_update(raw, nil, bytes.bytes, Int32(bytes.count)))
  }

  func process(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
    must(hub_cipher_update(raw, output.bytes, input.bytes, Int32(input.count)))
  }

  /// Ends a GCM message that was encrypted.
  func writeTag(to tag: UnsafeMutableRawBufferPointer) {
    must(hub_cipher_finish(raw))
    must(hub_gcm_get_tag(raw, tag.bytes))
  }

  /// Ends a GCM message that was decrypted: false where it is not authentic.
  func accepts(tag: UnsafeRawBufferPointer) -> Bool {
    must(hub_gcm_set_tag(raw, tag.bytes))
    return hub_cipher_finish(raw) == 1
  }
}
