/// Why a request was allowed or not. Stable words; audited, answered, and named in policy tests.
package enum DecisionCode: String, Sendable, CaseIterable {
  case allowed
  /// A grant applies if the row meets its conditions.
  case conditionPending = "condition-pending"
  case clientUnknown = "client-unknown"
  case clientSuspended = "client-suspended"
  case networkNotAllowed = "network-not-allowed"
  case purposeUnknown = "purpose-unknown"
  case purposeExpired = "purpose-expired"
  case deniedByRule = "denied-by-rule"
  case noGrant = "no-grant"
  case purposeNotGranted = "purpose-not-granted"
  case grantExpired = "grant-expired"
  case outsideHours = "outside-hours"
  case contextRequired = "context-required"
  case conditionFailed = "condition-failed"
  case attributeMissing = "attribute-missing"
  case evaluationError = "evaluation-error"
  case quotaExceeded = "quota-exceeded"

  /// True where data or rules are not as they ought to be: refused, and somebody is to be told.
  package var isFault: Bool { self == .attributeMissing || self == .evaluationError }

  package var zh: String {
    switch self {
    case .allowed: "允许"
    case .conditionPending: "待核对记录条件"
    case .clientUnknown: "客户端未登记"
    case .clientSuspended: "客户端已暂停"
    case .networkNotAllowed: "来源网络不在允许范围"
    case .purposeUnknown: "用途未登记"
    case .purposeExpired: "用途不在有效期内"
    case .deniedByRule: "规则明确禁止"
    case .noGrant: "没有相应授权"
    case .purposeNotGranted: "授权不包含该用途"
    case .grantExpired: "授权已到期"
    case .outsideHours: "不在授权时段内"
    case .contextRequired: "缺少必填的办理信息"
    case .conditionFailed: "记录不满足授权条件"
    case .attributeMissing: "授权条件所需的数据项为空"
    case .evaluationError: "请求或规则无法判定，按拒绝处理"
    case .quotaExceeded: "超过用量限额"
    }
  }

  package var en: String {
    switch self {
    case .allowed: "allowed"
    case .conditionPending: "depends on the record"
    case .clientUnknown: "the client is not registered"
    case .clientSuspended: "the client is suspended"
    case .networkNotAllowed: "the caller's network is not allowed"
    case .purposeUnknown: "the purpose is not registered"
    case .purposeExpired: "the purpose is not valid on this day"
    case .deniedByRule: "a rule forbids it"
    case .noGrant: "no grant covers it"
    case .purposeNotGranted: "granted for other purposes only"
    case .grantExpired: "the grant has expired"
    case .outsideHours: "outside the hours of the grant"
    case .contextRequired: "required context is missing"
    case .conditionFailed: "the record does not meet the grant's conditions"
    case .attributeMissing: "an attribute that a condition needs is missing"
    case .evaluationError: "could not be decided, so it is refused"
    case .quotaExceeded: "the quota is used up"
    }
  }
}
