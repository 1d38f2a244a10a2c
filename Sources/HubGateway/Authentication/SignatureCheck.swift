import HubPolicy
import JWTKit

/// Checks a token's signature with the one key that it names, by the one algorithm that belongs to that key.
enum SignatureCheck {
  static func verify(_ token: TokenText, with key: ClientKey) async throws(TokenFault) {
    guard token.algorithm == key.algorithm.rawValue else { throw .refused }
    do {
      let collection = JWTKeyCollection()
      switch key.algorithm {
      case .es256: await collection.add(ecdsa: try ES256PublicKey(pem: key.publicPEM))
      case .edDSA: await collection.add(eddsa: try EdDSA.PublicKey(pem: key.publicPEM))
      }
      _ = try await collection.verify(token.text, as: Unread.self)
    } catch {
      throw .refused
    }
  }

  /// The claims are read and judged elsewhere, by the strict reader.
  private struct Unread: JWTPayload {
    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }
}
