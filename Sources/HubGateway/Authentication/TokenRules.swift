/// What a token's claims have to be. Times in microseconds.
struct TokenRules: Sendable {
  static let second: Int64 = 1_000_000

  var audience: String
  var longestLife: Int64 = 300 * second
  var skew: Int64 = 30 * second

  func check(_ claims: TokenClaims, client: String, at now: Int64) throws(TokenFault) {
    guard claims.audiences.contains(audience) else { throw .audience }
    guard now < claims.expiresAt else { throw .expired }
    guard claims.expiresAt - now <= longestLife + skew else { throw .livesTooLong }
    if let issuedAt = claims.issuedAt {
      guard issuedAt <= now + skew else { throw .notYetValid }
      guard claims.expiresAt - issuedAt <= longestLife else { throw .livesTooLong }
    } else {
      guard claims.expiresAt - now <= longestLife else { throw .livesTooLong }
    }
    if let notBefore = claims.notBefore, notBefore > now + skew { throw .notYetValid }
    guard claims.names.allSatisfy({ $0 == client }) else { throw .refused }
  }
}
