import HubCrypto
import HubModel

/// How a signature is made of a text.
struct SigningDigest: Sendable, Equatable {
  enum Algorithm: String, Sendable, CaseIterable {
    case sm3, sha256
    /// Where an upstream accepts nothing else.
    case md5
  }

  enum Output: String, Sendable, CaseIterable { case hex, upperHex = "upper_hex", base64 }

  var algorithm: Algorithm
  /// HMAC under the key; else a plain digest of a text that holds the key.
  var isKeyed = true
  var output = Output.base64

  func signature(of text: String, key: String) throws(HubError) -> String {
    let bytes = try code(of: Array(text.utf8), key: isKeyed ? Array(key.utf8) : nil)
    return switch output {
    case .hex: Hex.encode(bytes)
    case .upperHex: Hex.encode(bytes).uppercased()
    case .base64: Base64.encode(bytes)
    }
  }

  private func code(of message: [UInt8], key: [UInt8]?) throws(HubError) -> [UInt8] {
    let hash: MessageHash
    switch algorithm {
    case .sm3: hash = .sm3
    case .sha256: hash = .sha256
    case .md5:
      guard let key else { return try LegacyDigest.md5(message) }
      return try LegacyDigest.hmacMD5(message, key: key)
    }
    guard let key else { return hash.digest(message) }
    return hash.hmac(message, key: key)
  }
}
