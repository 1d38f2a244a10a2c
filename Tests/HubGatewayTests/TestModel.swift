import HubModel

/// The model and two registers in the words of `Mappings/`.
enum TestModel {
  static let model = Model(entities: [person, enterprise, representation])

  private static func attribute(_ name: String, _ type: ValueType, _ level: Level, codes: String? = nil) -> Attribute {
    Attribute(
      name: name, title: name, type: type, codes: codes, category: "test", level: level, canVerify: true,
      canRead: level != .critical)
  }

  private static let person = Entity(
    name: "person", title: "自然人", kind: .entity, identity: "number",
    attributes: [
      attribute("number", .identityNumber, .critical), attribute("name", .personName, .personal),
      attribute("region", .region, .internalUse), attribute("state", .code, .internalUse, codes: "person_state"),
    ])

  private static let enterprise = Entity(
    name: "enterprise", title: "市场主体", kind: .entity, identity: "code",
    attributes: [
      attribute("code", .enterpriseCode, .open), attribute("name", .organisationName, .open),
      attribute("legal_rep_name", .personName, .personal), attribute("province", .text, .open),
      attribute("state", .code, .open, codes: "enterprise_state"), attribute("state_since", .date, .open),
      attribute("former_name", .organisationName, .open), attribute("renamed_on", .date, .open),
    ])

  private static let representation = Entity(
    name: "legal_representation", title: "任职", kind: .relation(of: "enterprise", member: ["role"]), identity: "enterprise_code",
    attributes: [
      attribute("role", .code, .open), attribute("document_type", .code, .internalUse), attribute("name", .personName, .personal),
      attribute("number", .identityNumber, .critical),
    ])

  static func dataset(
    _ name: String, entity: String, register: String, complete: Bool = true, maxAge: Int? = nil
  ) -> DatasetSchema {
    DatasetSchema(
      name: name, title: register, provider: "市公安局", entity: entity,
      attributes: model.entity(entity)?.attributes.map(\.name) ?? [], oneRowPerSubject: true,
      coverage: Coverage(register: register, region: "110101", complete: complete), maxAge: maxAge,
      gates: Gates(withdrawAtMost: 1, refuseAtMost: 1, atLeastRows: 0), version: 1)
  }

  static let authority = Authority(order: [
    "person.number": ["public-security/population"], "person.name": ["public-security/population"],
    "enterprise.code": ["market-regulation/enterprise-registry"], "enterprise.name": ["market-regulation/enterprise-registry"],
    "enterprise.legal_rep_name": ["market-regulation/enterprise-registry"],
    "enterprise.state": ["market-regulation/enterprise-registry"],
    "legal_representation.name": ["market-regulation/legal-representatives"],
    "legal_representation.number": ["market-regulation/legal-representatives"],
  ])
}
