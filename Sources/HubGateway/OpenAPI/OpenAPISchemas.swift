import HubModel

/// The shapes of questions and answers.
enum OpenAPISchemas {
  static let all: [(String, OpenAPINode)] = questions + answers + aggregates

  static func text(_ description: String, limit: Int = 0) -> OpenAPINode {
    let members: [(String, OpenAPINode)] = [("type", "string"), ("description", .string(description))]
    return .object(limit > 0 ? members + [("maxLength", .integer(limit))] : members)
  }

  static func words(_ words: [String], _ description: String) -> OpenAPINode {
    ["type": "string", "enum": .words(words), "description": .string(description)]
  }

  static func object(_ required: [String], _ properties: [(String, OpenAPINode)], closed: Bool = true) -> OpenAPINode {
    .object([
      ("type", "object"), ("required", .words(required)), ("properties", .object(properties)),
      ("additionalProperties", .bool(!closed)),
    ])
  }

  static func reference(_ name: String) -> OpenAPINode { ["$ref": .string("#/components/schemas/\(name)")] }
  static func list(_ name: String) -> OpenAPINode { ["type": "array", "items": reference(name)] }

  private static let documentTypes = DocumentKind.allCases.filter { $0 != .creditCode && $0 != .registrationNumber }.map(\.word)
  static let purpose = text("用途 Purpose, as published", limit: QuestionReader.purposeLimit)

  private static let questions: [(String, OpenAPINode)] = [
    (
      "Context",
      object(
        [],
        [
          ("itemCode", text("实施编码", limit: QuestionContext.limit)), ("caseNo", text("办件编号", limit: QuestionContext.limit)),
          ("material", text("材料", limit: QuestionContext.limit)), ("onBehalfOf", text("代谁办理", limit: QuestionContext.limit)),
          (
            "authorization",
            object(["kind", "ref"], [("kind", text("授权书或承诺书")), ("ref", text("编号")), ("digest", text("文件摘要"))])
          ),
          ("emergency", text("应急事由：只在授权允许应急时填写，每次使用都会告警并复核", limit: QuestionContext.emergencyLimit)),
        ])
    ),
    (
      "Person",
      object(
        ["number", "name"],
        [
          ("documentType", words(documentTypes, "证件类型")), ("number", text("证件号码", limit: AskedNumber.limit)),
          ("name", text("姓名", limit: AskedName.limit)),
        ])
    ),
    (
      "LegalRep",
      object(
        ["name"],
        [
          ("role", text("任职类别；不填则不限")), ("documentType", words(documentTypes, "证件类型")),
          ("number", text("证件号码", limit: AskedNumber.limit)),
          ("name", text("姓名", limit: AskedName.limit)),
        ])
    ),
    (
      "Enterprise",
      object(
        ["code", "name"],
        [
          ("code", text("统一社会信用代码或注册号", limit: AskedNumber.limit)), ("name", text("名称", limit: AskedName.limit)),
          ("legalRep", reference("LegalRep")),
        ])
    ),
    (
      "PersonQuestion",
      object(["purpose", "person"], [("purpose", purpose), ("context", reference("Context")), ("person", reference("Person"))])
    ),
    (
      "EnterpriseQuestion",
      object(
        ["purpose", "enterprise"],
        [("purpose", purpose), ("context", reference("Context")), ("enterprise", reference("Enterprise"))])
    ),
    (
      "BatchItem",
      object(
        ["id"],
        [
          ("id", text("批内编号", limit: 64)), ("purpose", purpose), ("context", reference("Context")), ("person", reference("Person")),
          ("enterprise", reference("Enterprise")),
        ])
    ),
    (
      "BatchQuestion",
      object(
        ["items"],
        [
          ("purpose", purpose), ("context", reference("Context")),
          (
            "items",
            ["type": "array", "minItems": 1, "maxItems": .integer(QuestionReader.batchLimit), "items": reference("BatchItem")]
          ),
        ])
    ),
    (
      "LookupQuestion",
      object(
        ["purpose", "enterprise"],
        [
          ("purpose", purpose), ("context", reference("Context")),
          ("enterprise", object([], [("code", text("代码")), ("name", text("名称，现用或曾用"))])),
          ("attributes", ["type": "array", "items": ["type": "string"], "maxItems": .integer(LookupQuestion.attributeLimit)]),
        ])
    ),
  ]
}

extension OpenAPISchemas {
  static let versions: [(String, OpenAPINode)] = [
    ("ruleVersion", text("归一规则版本")), ("mappingVersion", text("映射版本")), ("policyVersion", text("策略版本")),
  ]

  private static let verdict: [(String, OpenAPINode)] = [
    ("result", words(["match", "mismatch", "notFound", "noMatch", "indeterminate"], "结果")),
    ("resultText", text("结果文字")),
    ("reason", words(["empty", "conflict", "outOfCoverage", "stale", "quarantined"], "无法核验的原因")), ("reasonText", text("原因文字")),
    ("attributes", ["type": "object", "additionalProperties": words(["match", "mismatch", "empty", "notChecked"], "逐项结果")]),
    ("subjectState", reference("SubjectState")), ("scope", ["type": ["object", "null"]]),
    ("asOf", ["type": ["string", "null"], "format": "date-time"]),
    ("source", ["type": ["object", "null"]]), ("notes", list("Note")), ("nextStep", words(["askUpstream"], "下一步")),
    ("nextStepText", text("下一步文字")), ("receipt", text("凭证 Receipt, base64url")),
  ]

  private static let problem: [(String, OpenAPINode)] = [
    ("title", text("标题")), ("status", ["type": "integer"]), ("code", words(ProblemCode.allCases.map(\.rawValue), "稳定的代码")),
    ("detail", text("说明")), ("retryable", ["type": "boolean"]),
    ("whoMustAct", words(ProblemCode.Actor.allCases.map(\.rawValue), "谁来处理")), ("whoMustActText", text("谁来处理")),
  ]

  private static let answers: [(String, OpenAPINode)] = [
    ("Note", object(["code", "text"], [("code", text("代码")), ("text", text("文字")), ("until", text("日期"))])),
    ("SubjectState", object(["code", "text"], [("code", text("状态代码")), ("text", text("状态")), ("since", text("起始日期"))])),
    (
      "Problem",
      object(["type", "title", "status", "code", "requestId"], [("type", text("类型")), ("requestId", text("请求编号"))] + problem)
    ),
    ("Answer", object(["requestId", "result", "resultText", "receipt"], [("requestId", text("请求编号"))] + verdict + versions)),
    (
      "BatchItemAnswer",
      object(
        ["id", "status"], [("id", text("批内编号")), ("status", ["type": "integer"]), ("problem", object(["code"], problem))] + verdict)
    ),
    (
      "BatchAnswer",
      object(
        ["requestId", "counts", "items"],
        [
          ("requestId", text("请求编号")), ("items", list("BatchItemAnswer")),
          ("counts", object(["answered", "refused"], [("answered", ["type": "integer"]), ("refused", ["type": "integer"])])),
        ] + versions)
    ),
    (
      "LookupAnswer",
      object(
        ["requestId", "result", "enterprises"],
        [("requestId", text("请求编号")), ("enterprises", list("ShownEnterprise"))]
          + verdict.filter { $0.0 != "result" } + [("result", words(["found", "notFound", "indeterminate"], "结果"))] + versions)
    ),
    (
      "ShownEnterprise",
      object(
        ["fields", "masked", "subjectState", "receipt"],
        [
          ("fields", ["type": "object", "additionalProperties": ["type": ["string", "null"]]]),
          ("masked", ["type": "array", "items": ["type": "string"]]), ("subjectState", reference("SubjectState")),
          ("nameUse", object(["former"], [("former", ["type": "boolean"]), ("from", text("起")), ("to", text("止"))])),
          ("receipt", text("凭证")),
        ])
    ),
    (
      "Catalog",
      object(
        ["requestId", "entities", "datasets"],
        [
          ("requestId", text("请求编号")), ("entities", ["type": "array", "items": ["type": "object"]]),
          ("datasets", ["type": "array", "items": ["type": "object"]]), ("receipt", text("凭证")),
        ] + versions)
    ),
    (
      "Health",
      object(
        ["status"],
        [
          ("status", words(["green", "red"], "健康")), ("audit", text("审计")), ("state", text("状态")), ("policy", text("策略")),
          ("auditReason", text("审计不可写的原因")),
        ])
    ),
  ]
}
