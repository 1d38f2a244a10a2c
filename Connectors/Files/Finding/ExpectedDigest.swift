import HubCrypto
import HubModel

/// What a companion file says that the content's digest is.
struct ExpectedDigest: Sendable, Equatable {
  let algorithm: FileReadiness.Companion
  /// Lower-case hexadecimal digits.
  let digits: String

  /// Nil for a companion that only has to be there.
  /// - Throws: `companion-malformed`.
  init?(_ companion: FileReadiness.Companion, _ content: [UInt8]) throws(HubError) {
    guard companion != .ok else { return nil }
    let word = content.drop(while: { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || Self.isBlank($0) }).prefix { !Self.isBlank($0) }
    let digits = String(decoding: word, as: UTF8.self).lowercased()
    let isHex = digits.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    guard isHex, digits.utf8.count == (companion == .md5 ? 32 : 64) else {
      throw HubError(
        "companion-malformed", "The companion file \(companion.rawValue) holds no digest in hexadecimal digits.",
        persistence: .transient)
    }
    algorithm = companion
    self.digits = digits
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// A digest of the companion's algorithm, to be fed with the content.
  func begin() throws(HubError) -> ContentDigest {
    switch algorithm {
    case .sm3: .message(SM3Digest())
    case .md5: .md5(try MD5Digest())
    default: .message(SHA256Digest())
    }
  }
}

/// A digest on its way.
enum ContentDigest {
  case message(MessageDigest)
  case md5(MD5Digest)

  func update(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .message(let digest): digest.update(bytes)
    case .md5(let digest): digest.update(bytes)
    }
  }

  /// Lower-case hexadecimal digits.
  func finish() -> String {
    switch self {
    case .message(let digest): digest.finish().hex
    case .md5(let digest): Hex.encode(digest.finish())
    }
  }
}
