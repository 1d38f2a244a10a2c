import HTTPTypes

/// The description of the gateway's API (OpenAPI 3.1), made from the routes and the table of refusals.
enum OpenAPIDocument {
  static let bytes: [UInt8] = {
    var json = JSONWriter(capacity: 64 << 10)
    root.write(to: &json)
    return json.bytes
  }()

  static let root: OpenAPINode = [
    "openapi": "3.1.0",
    "info": [
      "title": "GovHub verification gateway 政务数据核验网关", "version": "1.0.0",
      "description": "Does this name belong to this number? Is this company what it says? 号码、证件只放在请求体中，不放在路径和查询参数中。",
    ],
    "paths": .object(Route.allCases.map { ($0.rawValue, path($0)) }),
    "components": [
      "securitySchemes": [
        "token": [
          "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
          "description":
            "A JWT signed with the client's own key (ES256 or EdDSA): header alg, kid; claims aud, exp (at most 5 minutes ahead), jti; iat, nbf, iss, sub where given.",
        ]
      ],
      "schemas": .object(OpenAPISchemas.all),
    ],
  ]

  private static func path(_ route: Route) -> OpenAPINode {
    [route.method.rawValue.lowercased(): .object(OpenAPIOperation(route: route).members)]
  }
}

/// One route as OpenAPI describes it.
struct OpenAPIOperation {
  let route: Route

  var members: [(String, OpenAPINode)] {
    var members: [(String, OpenAPINode)] = [
      ("operationId", .string("\(route)")), ("summary", .string(summary)), ("responses", responses),
    ]
    if !route.isOpen { members.append(("security", [["token": []]])) }
    if let body = requestSchema {
      members.append(
        ("requestBody", ["required": true, "content": ["application/json": ["schema": reference(body)]]]))
    }
    return members
  }

  private var summary: String {
    switch route {
    case .verifyPerson: "个人二要素核验 Verify a person's name and number"
    case .verifyEnterprise: "企业二、三、四要素核验 Verify an enterprise and its representative"
    case .verifyBatch: "批量核验 Up to 1,000 verifications"
    case .lookUpEnterprises: "企业登记信息查询 Read an enterprise, masked as the policy says"
    case .aggregates: "统计 The counts of a published query, small ones suppressed"
    case .catalog: "目录 What can be asked, and of which registers"
    case .health: "健康 Red while audit or revocations are out of reach"
    case .readiness: "就绪 Also needs a published policy"
    case .metrics: "指标 Prometheus text"
    case .openAPI: "This description"
    }
  }

  private var requestSchema: String? {
    switch route {
    case .verifyPerson: "PersonQuestion"
    case .verifyEnterprise: "EnterpriseQuestion"
    case .verifyBatch: "BatchQuestion"
    case .lookUpEnterprises: "LookupQuestion"
    case .aggregates: "AggregateQuestion"
    default: nil
    }
  }

  private var answer: OpenAPINode {
    switch route {
    case .verifyPerson, .verifyEnterprise: ["application/json": ["schema": reference("Answer")]]
    case .verifyBatch: ["application/json": ["schema": reference("BatchAnswer")]]
    case .lookUpEnterprises: ["application/json": ["schema": reference("LookupAnswer")]]
    case .aggregates: ["application/json": ["schema": reference("AggregateAnswer")]]
    case .catalog: ["application/json": ["schema": reference("Catalog")]]
    case .health, .readiness: ["application/json": ["schema": reference("Health")]]
    case .metrics: ["text/plain": ["schema": ["type": "string"]]]
    case .openAPI: ["application/json": ["schema": ["type": "object"]]]
    }
  }

  private var responses: OpenAPINode {
    var list: [(String, OpenAPINode)] = [("200", ["description": "回答 Answer", "content": answer])]
    if route == .health || route == .readiness {
      list.append(("503", ["description": "红 Red", "content": answer]))
    } else if !route.isOpen {
      let statuses = Set(ProblemCode.allCases.map { String($0.meaning.status) }).subtracting(["200"]).sorted()
      for status in statuses { list.append((status, problem(status))) }
    }
    return .object(list)
  }

  /// Names the codes of the status.
  private func problem(_ status: String) -> OpenAPINode {
    let codes = ProblemCode.allCases.filter { String($0.meaning.status) == status }.map(\.rawValue)
    return [
      "description": .string(codes.joined(separator: ", ")),
      "content": ["application/problem+json": ["schema": reference("Problem")]],
    ]
  }

  private func reference(_ name: String) -> OpenAPINode { ["$ref": .string("#/components/schemas/\(name)")] }
}
