import HubModel

@testable import HubPolicy

/// A small model in the words of `Mappings/model.yaml`.
enum SampleSet {
  static let model = Model(entities: [person, enterprise, representation, numberChange])
  static let codes: [String: Set<String>] = ["enterprise_state": ["inOperation", "suspended", "deregistered"]]

  private static func attribute(_ name: String, _ type: ValueType, _ level: Int, codes: String? = nil, canRead: Bool = true)
    -> Attribute
  {
    Attribute(
      name: name, title: name, type: type, codes: codes, category: "test", level: Level(rawValue: level)!, canVerify: true,
      canRead: canRead)
  }

  private static let person = Entity(
    name: "person", title: "个人", kind: .entity, identity: "number",
    attributes: [
      attribute("document_type", .code, 2), attribute("number", .identityNumber, 4), attribute("name", .personName, 3),
      attribute("sex", .code, 2), attribute("birth_date", .date, 3), attribute("ethnic_group", .code, 3),
      attribute("address", .text, 3), attribute("region", .region, 2), attribute("state", .code, 2),
      attribute("death_date", .date, 3),
    ])

  private static let enterprise = Entity(
    name: "enterprise", title: "企业", kind: .entity, identity: "code",
    attributes: [
      attribute("code", .enterpriseCode, 1), attribute("name", .organisationName, 1), attribute("established_on", .date, 1),
      attribute("enterprise_type", .text, 1), attribute("legal_rep_name", .personName, 3), attribute("capital", .amount, 1),
      attribute("capital_currency", .code, 1), attribute("business_scope", .text, 1), attribute("province", .text, 1),
      attribute("region", .text, 1), attribute("address", .text, 1), attribute("state", .code, 1, codes: "enterprise_state"),
      attribute("state_since", .date, 1), attribute("former_name", .organisationName, 1), attribute("renamed_on", .date, 1),
    ])

  private static let representation = Entity(
    name: "legal_representation", title: "任职", kind: .relation(of: "enterprise", member: ["role", "document_type", "number"]),
    identity: "code",
    attributes: [
      attribute("role", .code, 1), attribute("document_type", .code, 2), attribute("name", .personName, 3),
      attribute("number", .identityNumber, 4),
    ])

  private static let numberChange = Entity(
    name: "person_number_change", title: "号码变更", kind: .alias(of: "person"), identity: "number",
    attributes: [attribute("old_number", .identityNumber, 4), attribute("number", .identityNumber, 4)])

  static let schemaLine = "# yaml-language-server: $schema=../policy.schema.json\n"

  static let purposes = """
    purposes:
      permit-acceptance: {title: 受理, basis: 样例, deceased: indeterminate, superseded: reveal}
      statistics: {title: 统计, basis: 样例, deceased: indeterminate, superseded: indeterminate}
      ended: {title: 已结束, basis: 样例, expires: 2025-12-31, deceased: reveal, superseded: reveal}
    """

  static let masks = """
    masks:
      surname: {title: 姓, kind: surname}
      county: {title: 县, kind: county}
      ends-6-4: {title: 前六后四, kind: keep, first: 6, last: 4}
    """

  static let aggregates = """
    aggregates:
      enterprises-by-state: {title: 企业, count: enterprise, group_by: [state], k: 10}
      persons-by-region: {title: 人口, count: person, group_by: [region], k: 10}
      persons-by-sex: {title: 性别, count: person, group_by: [sex], k: 10}
    """

  static func role(_ rules: String, name: String = "tester", tail: String = "") -> String {
    "role: \(name)\ntitle: 测试\n\(rules)\n\(tail)"
  }

  static func client(_ id: String = "robot", roles: String = "tester", status: String = "active", tail: String = "") -> String {
    "client: \(id)\ntitle: 测试\nunit: {name: 样例单位, code: 11110101MB0TE00113}\nkind: rpa\nstatus: \(status)\nroles: [\(roles)]\n\(tail)"
  }

  /// A set of the standard purposes, masks and published queries, with other files beside them.
  static func load(_ files: [String: String]) -> (PolicySet?, [Diagnostic]) {
    let all = ["purposes.yaml": purposes, "masks.yaml": masks, "aggregates.yaml": aggregates].merging(files) { $1 }
    return PolicySet.load(
      files: all.map { PolicyFile(path: $0.key, text: $0.key.hasSuffix(".pem") ? $0.value : schemaLine + $0.value) }, model: model,
      codes: codes)
  }

  static func load(rules: String, tail: String = "") -> (PolicySet?, [Diagnostic]) {
    load(["roles/tester.yaml": role(rules, tail: tail), "clients/robot.yaml": client()])
  }

  static func policy(rules: String, tail: String = "") throws -> CompiledPolicy {
    CompiledPolicy(try unwrap(load(rules: rules, tail: tail)))
  }

  static func unwrap(_ result: (PolicySet?, [Diagnostic])) throws -> PolicySet {
    guard let set = result.0 else { throw Faulty(text: result.1.map { $0.rendered(chinese: false) }.joined(separator: "\n")) }
    return set
  }

  struct Faulty: Error { var text: String }

  /// 2026-11-25 12:00 in Shanghai.
  static let now: Int64 = 1_795_579_200_000_000

  static func request(
    _ action: Action = .verify, _ entity: String = "person", _ attributes: [String] = ["number", "name"],
    purpose: String = "permit-acceptance", context: ContextParts = [], network: String? = nil, time: Int64 = now,
    client: String = "robot"
  ) -> AccessRequest {
    AccessRequest(
      clientID: client, action: action, entity: entity, attributes: attributes, purpose: purpose, context: context,
      network: network.flatMap { NetworkAddress($0) }, time: time)
  }
}
