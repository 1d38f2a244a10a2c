extension ProblemCode {
  /// The table that the documentation and the OpenAPI description list.
  var meaning: Meaning { Self.table[self] ?? Self.unlisted }

  private static let unlisted = Meaning(500, .systemOperator, "内部错误", "Internal error")
  private static let table: [ProblemCode: Meaning] = transport.merging(authentication) { a, _ in a }
    .merging(form) { a, _ in a }.merging(values) { a, _ in a }.merging(rights) { a, _ in a }.merging(service) { a, _ in a }

  private static let transport: [ProblemCode: Meaning] = [
    .routeUnknown: Meaning(404, .caller, "没有这个接口", "No such route"),
    .methodNotAllowed: Meaning(405, .caller, "该接口不支持此请求方法", "The route does not take this method"),
    .framingInvalid: Meaning(400, .caller, "报文长度标识互相矛盾", "The message's framing is contradictory"),
    .requestTimeout: Meaning(408, .caller, "未在时限内收到完整请求", "The request did not arrive in time", retryable: true),
    .bodyTooLarge: Meaning(413, .caller, "请求体超过1 MiB", "The body is larger than 1 MiB"),
    .mediaTypeUnsupported: Meaning(415, .caller, "只接受application/json", "Only application/json is taken"),
    .charsetUnsupported: Meaning(415, .caller, "只接受UTF-8编码", "Only UTF-8 is taken"),
    .queryNotAllowed: Meaning(400, .caller, "接口不接受查询参数", "The route takes no query"),
  ]

  private static let authentication: [ProblemCode: Meaning] = [
    .tokenMissing: Meaning(401, .caller, "缺少访问令牌", "No bearer token"),
    .tokenMalformed: Meaning(401, .caller, "令牌格式不符合要求", "The token's form is wrong"),
    .tokenRefused: Meaning(401, .caller, "令牌未被接受", "The token is not accepted"),
    .tokenExpired: Meaning(401, .caller, "令牌已过期", "The token has expired", retryable: true),
    .tokenNotYetValid: Meaning(401, .caller, "令牌尚未生效，请核对时钟", "The token is not valid yet; check the clock", retryable: true),
    .tokenLivesTooLong: Meaning(401, .caller, "令牌有效期超过5分钟", "The token lives longer than 5 minutes"),
    .tokenAudience: Meaning(401, .caller, "令牌不是签给本网关的", "The token is meant for another audience"),
  ]

  private static let form: [ProblemCode: Meaning] = [
    .jsonMalformed: Meaning(400, .caller, "请求体不是合法的JSON", "The body is not JSON"),
    .jsonCharacterForbidden: Meaning(400, .caller, "含有空字符或残缺的代理字符", "Has a NUL or a lone surrogate"),
    .jsonDuplicateMember: Meaning(400, .caller, "同一对象中有重复的成员", "An object has a member twice"),
    .jsonTooDeep: Meaning(400, .caller, "嵌套超过32层", "Nested deeper than 32"),
    .jsonTooLarge: Meaning(400, .caller, "成员过多", "Too many members"),
    .typeMismatch: Meaning(400, .caller, "成员的类型不对", "A member has another type than it should"),
    .memberUnknown: Meaning(400, .caller, "有不认识的成员", "A member is unknown"),
    .memberMissing: Meaning(400, .caller, "缺少必需的成员", "A required member is missing"),
    .valueTooLong: Meaning(400, .caller, "成员的值过长", "A member's value is too long"),
    .wordUnknown: Meaning(400, .caller, "取值不在规定范围", "A member's word is not one of the list"),
    .batchTooLarge: Meaning(413, .caller, "一批不得超过1000项", "A batch holds at most 1,000 items"),
    .batchItemDuplicate: Meaning(400, .caller, "批内编号重复", "Two items have the same id"),
  ]

  private static let values: [ProblemCode: Meaning] = [
    .identifierMalformed: Meaning(422, .caller, "号码格式不符合规定", "The number's form fits no known kind"),
    .maskedValue: Meaning(422, .caller, "提交的是脱敏后的值", "The value is masked"),
    .excelPrecisionLost: Meaning(422, .caller, "号码末位已被表格软件改写", "A spreadsheet rounded the number"),
    .dateImpossible: Meaning(422, .caller, "号码中的日期不存在", "The number holds a date that does not exist"),
    .dateInFuture: Meaning(422, .caller, "号码中的日期在将来", "The number holds a date in the future"),
    .kindDiffers: Meaning(422, .caller, "号码与所填证件类型不符", "The number is of another kind of document"),
    .creditCodeAlphabet: Meaning(422, .caller, "统一社会信用代码含有不用的字母", "The credit code has a letter that none has"),
    .placeholderValue: Meaning(422, .caller, "没有填写有效内容", "There is no value"),
    .characterLost: Meaning(422, .caller, "含有转码时已丢失的字符", "A character was lost in an earlier conversion"),
  ]

  private static let rights: [ProblemCode: Meaning] = [
    .clientUnknown: Meaning(403, .yourDataOffice, "客户端未登记", "The client is not registered"),
    .clientSuspended: Meaning(403, .yourDataOffice, "客户端已暂停", "The client is suspended"),
    .clientRevoked: Meaning(403, .yourDataOffice, "客户端的权限已收回", "The client's rights were revoked"),
    .networkNotAllowed: Meaning(403, .yourDataOffice, "来源网络不在允许范围", "The caller's network is not allowed"),
    .purposeUnknown: Meaning(403, .yourDataOffice, "用途未登记", "The purpose is not registered"),
    .purposeExpired: Meaning(403, .yourDataOffice, "用途不在有效期内", "The purpose is not valid on this day"),
    .purposeNotGranted: Meaning(403, .yourDataOffice, "授权不包含该用途", "Granted for other purposes only"),
    .noGrant: Meaning(403, .yourDataOffice, "没有相应授权", "No grant covers it"),
    .deniedByRule: Meaning(403, .yourDataOffice, "规则明确禁止", "A rule forbids it"),
    .grantExpired: Meaning(403, .yourDataOffice, "授权已到期", "The grant has expired"),
    .outsideHours: Meaning(403, .yourDataOffice, "不在授权时段内", "Outside the hours of the grant", retryable: true),
    .contextRequired: Meaning(403, .caller, "缺少必填的办理信息", "Required context is missing"),
    .conditionFailed: Meaning(403, .yourDataOffice, "没有可提供的记录", "No record can be given"),
    .attributeMissing: Meaning(403, .yourDataOffice, "没有可提供的记录", "No record can be given"),
    .evaluationError: Meaning(403, .yourDataOffice, "无法判定，按拒绝处理", "Could not be decided, so it is refused"),
    .quotaExceeded: Meaning(429, .yourDataOffice, "超过用量限额", "The quota is used up", retryable: true),
    .readNotServed: Meaning(501, .systemOperator, "本节点只提供核验", "This process serves verification only"),
  ]

  private static let service: [ProblemCode: Meaning] = [
    .stateStale: Meaning(503, .systemOperator, "网关状态未能及时更新", "The gateway's state is stale", retryable: true),
    .policyMissing: Meaning(503, .systemOperator, "尚未发布策略", "No policy was published", retryable: true),
    .storeUnavailable: Meaning(503, .systemOperator, "数据库暂不可用", "The store is not available", retryable: true),
    .auditUnavailable: Meaning(503, .systemOperator, "审计暂不可写", "Audit cannot be written", retryable: true),
    .internalError: unlisted,
  ]
}
