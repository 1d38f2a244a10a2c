/// Every refusal the gateway knows. The raw value is the stable `code` of a problem; it is never reused for another meaning.
enum ProblemCode: String, Sendable, CaseIterable {
  case routeUnknown = "route-unknown"
  case methodNotAllowed = "method-not-allowed"
  case framingInvalid = "framing-invalid"
  case requestTimeout = "request-timeout"
  case bodyTooLarge = "body-too-large"
  case mediaTypeUnsupported = "media-type-unsupported"
  case charsetUnsupported = "charset-unsupported"
  case queryNotAllowed = "query-not-allowed"

  case tokenMissing = "token-missing"
  case tokenMalformed = "token-malformed"
  case tokenRefused = "token-refused"
  case tokenExpired = "token-expired"
  case tokenNotYetValid = "token-not-yet-valid"
  case tokenLivesTooLong = "token-lives-too-long"
  case tokenAudience = "token-audience"

  case jsonMalformed = "json-malformed"
  case jsonCharacterForbidden = "json-character-forbidden"
  case jsonDuplicateMember = "json-duplicate-member"
  case jsonTooDeep = "json-too-deep"
  case jsonTooLarge = "json-too-large"
  case typeMismatch = "type-mismatch"
  case memberUnknown = "member-unknown"
  case memberMissing = "member-missing"
  case valueTooLong = "value-too-long"
  case wordUnknown = "word-unknown"
  case batchTooLarge = "batch-too-large"
  case batchItemDuplicate = "batch-item-duplicate"

  case identifierMalformed = "identifier-malformed"
  case maskedValue = "masked-value"
  case excelPrecisionLost = "excel-precision-lost"
  case dateImpossible = "date-impossible"
  case dateInFuture = "date-in-future"
  case kindDiffers = "kind-differs"
  case creditCodeAlphabet = "credit-code-alphabet"
  case placeholderValue = "placeholder-value"
  case characterLost = "character-lost"

  case clientUnknown = "client-unknown"
  case clientSuspended = "client-suspended"
  case clientRevoked = "client-revoked"
  case networkNotAllowed = "network-not-allowed"
  case purposeUnknown = "purpose-unknown"
  case purposeExpired = "purpose-expired"
  case purposeNotGranted = "purpose-not-granted"
  case noGrant = "no-grant"
  case deniedByRule = "denied-by-rule"
  case grantExpired = "grant-expired"
  case outsideHours = "outside-hours"
  case contextRequired = "context-required"
  case conditionFailed = "condition-failed"
  case attributeMissing = "attribute-missing"
  case evaluationError = "evaluation-error"
  case quotaExceeded = "quota-exceeded"
  case readNotServed = "read-not-served"

  case stateStale = "state-stale"
  case policyMissing = "policy-missing"
  case storeUnavailable = "store-unavailable"
  case auditUnavailable = "audit-unavailable"
  case internalError = "internal-error"
}

extension ProblemCode {
  /// Who can change something about it.
  enum Actor: String, Sendable, CaseIterable {
    /// The program that calls.
    case caller
    /// 调用方本部门的政务数据共享工作机构.
    case yourDataOffice
    /// 运行本网关的机构.
    case systemOperator = "operator"
  }

  /// One row of the table of refusals.
  struct Meaning: Sendable {
    var status: Int
    var retryable: Bool
    var actor: Actor
    var zh: String
    var en: String

    init(_ status: Int, _ actor: Actor, _ zh: String, _ en: String, retryable: Bool = false) {
      self.status = status
      self.retryable = retryable
      self.actor = actor
      self.zh = zh
      self.en = en
    }
  }
}

extension ProblemCode.Actor {
  func text(chinese: Bool) -> String {
    switch self {
    case .caller: chinese ? "请调用方程序更正后再提交" : "The calling program has to correct it."
    case .yourDataOffice:
      chinese ? "请由本部门政务数据共享工作机构办理授权" : "Your department's data sharing office has to arrange the grant."
    case .systemOperator: chinese ? "请稍后重试；持续出现时联系网关运维" : "Try later; if it stays, tell the gateway's operator."
    }
  }
}
