import COpenSSL
package import HubModel

/// How another system wraps a short-lived key for us: a block cipher with PKCS #7 padding.
///
/// None of these modes notices a change of the text; the key is then wrong and the other side refuses it.
package enum KeyWrapping: String, Sendable, CaseIterable {
  case sm4ECB = "sm4-ecb"
  case sm4CBC = "sm4-cbc"
  case aesECB = "aes-ecb"
  case aesCBC = "aes-cbc"

  private var hasVector: Bool { self == .sm4CBC || self == .aesCBC }

  /// As OpenSSL calls it; nil for a key of a length the cipher does not take.
  private func cipherName(keyCount: Int) -> String? {
    switch self {
    case .sm4ECB: keyCount == 16 ? "SM4-ECB" : nil
    case .sm4CBC: keyCount == 16 ? "SM4-CBC" : nil
    case .aesECB: [16, 24, 32].contains(keyCount) ? "AES-\(keyCount * 8)-ECB" : nil
    case .aesCBC: [16, 24, 32].contains(keyCount) ? "AES-\(keyCount * 8)-CBC" : nil
    }
  }

  /// - Parameter vector: 16 bytes; nil where they stand before the wrapped text. ECB has none.
  /// - Throws: `key-unwrap-failed`.
  package func unwrap(_ wrapped: [UInt8], key: [UInt8], vector: [UInt8]? = nil) throws(HubError) -> [UInt8] {
    let isApart = vector != nil || !hasVector
    let iv = vector ?? (hasVector ? Array(wrapped.prefix(16)) : [UInt8](repeating: 0, count: 16))
    let body = isApart ? wrapped : Array(wrapped.dropFirst(16))
    guard iv.count == 16, !body.isEmpty, body.count < 1 << 16 else { throw Self.failed("is too short or too long") }
    guard let name = cipherName(keyCount: key.count) else { throw Self.failed("needs a key of another length") }
    guard let plain = Self.decrypt(name, key: key, iv: iv, body) else { throw Self.failed("does not open under this key") }
    return plain
  }

  private static func decrypt(_ name: String, key: [UInt8], iv: [UInt8], _ body: [UInt8]) -> [UInt8]? {
    guard let cipher = EVP_CIPHER_fetch(nil, name, nil) else { return nil }
    defer { EVP_CIPHER_free(cipher) }
    guard let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var plain = [UInt8](repeating: 0, count: body.count + 16)
    var first: Int32 = 0
    var last: Int32 = 0
    let isOpen = plain.withUnsafeMutableBufferPointer { room -> Bool in
      guard let start = room.baseAddress else { return false }
      guard EVP_DecryptInit_ex2(context, cipher, key, iv, nil) == 1 else { return false }
      guard EVP_DecryptUpdate(context, start, &first, body, Int32(body.count)) == 1 else { return false }
      return EVP_DecryptFinal_ex(context, start + Int(first), &last) == 1
    }
    ERR_clear_error()
    guard isOpen else { return nil }
    plain.removeSubrange((Int(first) + Int(last))...)
    return plain
  }

  private static func failed(_ words: String) -> HubError {
    HubError("key-unwrap-failed", "A wrapped key \(words).")
  }
}
