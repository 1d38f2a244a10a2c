/// Why a token is not accepted. What is told before the signature holds says nothing about keys and clients.
enum TokenFault: Error, Equatable {
  case missing
  case malformed
  /// Unknown key, other algorithm, wrong signature, revoked or expired key.
  case refused
  case expired
  case notYetValid
  case livesTooLong
  case audience
  case claimMissing
  /// `crit` names an extension that nobody here understands.
  case critical

  var code: ProblemCode {
    switch self {
    case .missing: .tokenMissing
    case .malformed, .claimMissing, .critical: .tokenMalformed
    case .refused: .tokenRefused
    case .expired: .tokenExpired
    case .notYetValid: .tokenNotYetValid
    case .livesTooLong: .tokenLivesTooLong
    case .audience: .tokenAudience
    }
  }
}
