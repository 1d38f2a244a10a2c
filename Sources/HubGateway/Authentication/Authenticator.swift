import HubCrypto
import HubModel
import HubPolicy
import HubStore

/// Tells who calls. A token's signature is checked once; whether its key still counts is looked at on every request.
struct Authenticator: Sendable {
  private let rules: TokenRules
  private let cache: TokenCache
  private let tokenKey: Fingerprinter

  init(audience: String, keys: KeyRing) throws(HubError) {
    rules = TokenRules(audience: audience)
    cache = TokenCache()
    tokenKey = try keys.fingerprinter(.token)
  }

  /// - Parameters:
  ///   - authorization: the header's value; nil where there is none.
  ///   - now: microseconds since 1970.
  func identify(
    authorization: String?, policy: CompiledPolicy, state: HubState, at now: Int64
  ) async throws(TokenFault) -> ClientIdentity {
    let token = try Self.bearer(authorization)
    let hash = tokenKey(token)
    if let known = cache.identity(hash, at: now) {
      guard let (client, key) = policy.client(keyID: known.keyID), client.id == known.clientID, key.publicPEM == known.publicPEM
      else { throw .refused }
      try requireUsable(key, state, now)
      return known
    }
    let identity = try await check(token, policy: policy, state: state, at: now)
    cache.insert(hash, identity, at: now)
    return identity
  }

  private func check(
    _ text: String, policy: CompiledPolicy, state: HubState, at now: Int64
  ) async throws(TokenFault) -> ClientIdentity {
    let token = try TokenText(text)
    guard let (client, key) = policy.client(keyID: token.keyID) else { throw .refused }
    try requireUsable(key, state, now)
    try await SignatureCheck.verify(token, with: key)
    try rules.check(token.claims, client: client.id, at: now)
    return ClientIdentity(
      clientID: client.id, keyID: key.id, publicPEM: key.publicPEM, expiresAt: token.claims.expiresAt)
  }

  private func requireUsable(_ key: ClientKey, _ state: HubState, _ now: Int64) throws(TokenFault) {
    guard key.isUsable(at: now), !state.revoked.contains(key.id) else { throw .refused }
  }

  private static func bearer(_ header: String?) throws(TokenFault) -> String {
    guard let header else { throw .missing }
    let scheme = header.utf8.prefix(7)
    guard scheme.count == 7, zip(scheme, "bearer ".utf8).allSatisfy({ $0 | 0x20 == $1 }) else { throw .missing }
    let token = header.utf8.dropFirst(7)
    guard !token.isEmpty, token.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformed }
    return String(Substring(token))
  }
}
