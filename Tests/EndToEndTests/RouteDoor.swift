import Foundation

@testable import govhub

/// Questions for every route of the gateway, right, wrong and broken, about what no answer may show.
struct RouteDoor {
  let hub: Deployment
  let canaries: Canaries

  struct Asked {
    var client: String?
    /// Nil: a GET.
    var body: String?
  }

  /// By path, as the API's own description names it. A new route has to be added here.
  var cases: [String: [Asked]] {
    [
      "/v1/verifications/person": persons.map { Asked(client: $0.0, body: $0.1) },
      "/v1/verifications/enterprise": enterprises.map { Asked(client: "hall-rpa-01", body: $0) },
      "/v1/verifications/batch": [Asked(client: "hall-rpa-01", body: batch), Asked(client: "reader-01", body: batch)],
      "/v1/enterprises/lookup": lookups.map { Asked(client: $0.0, body: $0.1) },
      "/v1/aggregates": aggregates.map { Asked(client: "reader-01", body: $0) },
      "/v1/catalog": [Asked(client: "reader-01")], "/healthz": [Asked()], "/readyz": [Asked()], "/metrics": [Asked()],
      "/openapi.json": [Asked()],
    ]
  }

  private var persons: [(String, String)] {
    let spaced = canaries.spaced
    let subjects: [[String: Any]] = [
      ["number": canaries.number, "name": canaries.name], ["number": canaries.number, "name": "样例不符"],
      ["number": canaries.number, "name": "\(canaries.name)*"], ["number": spaced, "name": canaries.name],
      ["number": canaries.number + "0", "name": canaries.name], ["number": canaries.name, "name": canaries.number],
      ["number": canaries.number, "name": canaries.name, canaries.name: canaries.number],
    ]
    var asked: [(String, String)] = [("hall-rpa-01", "{\"person\": \"\(canaries.number)\""), ("hall-rpa-01", canaries.name)]
    for subject in subjects {
      for (client, purpose) in [
        ("hall-rpa-01", "permit-acceptance"), ("service-agent-01", "subsidy-review"), ("reader-01", "permit-acceptance"),
      ] {
        asked.append((client, DemoQuestion.json(["person": subject], purpose: purpose)))
      }
    }
    return asked
  }

  private var enterprises: [String] {
    let representatives: [[String: Any]] = [
      ["name": canaries.name], ["name": "样例不符"], ["name": canaries.name, "number": canaries.number],
      ["name": "\(canaries.name)*"], ["name": canaries.name, "role": canaries.name],
    ]
    return representatives.map { representative in
      DemoQuestion.json(["enterprise": ["code": canaries.code, "name": canaries.firm, "legalRep": representative]])
    }
  }

  private var batch: String {
    let items: [[String: Any]] = [canaries.number, canaries.spaced, canaries.name].enumerated().map { index, number in
      ["id": "\(index)", "person": ["number": number, "name": canaries.name]]
    }
    return DemoQuestion.json(["items": items])
  }

  private var aggregates: [String] {
    let persons = "persons-by-region-and-sex"
    let questions: [[String: Any]] = [
      ["query": "enterprises-by-state"], ["query": persons], ["query": canaries.name],
      ["query": persons, "where": ["number = \(canaries.number)"]], ["query": persons, "group_by": ["name"]],
    ]
    return questions.map { DemoQuestion.json($0, purpose: "statistics") }
  }

  private var lookups: [(String, String)] {
    let shown = ["code", "name", "legal_rep_name", "address"]
    func ask(_ enterprise: [String: String], _ attributes: [String]) -> String {
      DemoQuestion.json(["enterprise": enterprise, "attributes": attributes])
    }
    return [
      ("reader-01", ask(["code": canaries.code], shown)), ("reader-01", ask(["name": canaries.firm], shown)),
      ("reader-01", ask(["name": canaries.name], shown)), ("reader-01", ask(["legal_rep_name": canaries.name], shown)),
      ("reader-01", ask(["code": canaries.code], ["legalRep.name"])),
      ("reader-01", ask(["code": canaries.code], ["lower(legal_rep_name)"])),
      ("hall-rpa-01", ask(["code": canaries.code], shown)),
    ]
  }
}

/// Values that stand in the hub and may leave it nowhere, made of characters that no other value has.
struct Canaries: Sendable {
  var name = "鱻灪龗"
  var number = "110101198502289014"
  var street = "齾靐龖巷77号"
  /// A public code and name, with the canary as representative.
  var code = "91350203M900000113"
  var firm = "样例暗记商贸有限公司"

  /// FH-05: as people write it.
  var spaced: String { "\(number.prefix(6)) \(number.dropFirst(6).prefix(8)) \(number.suffix(4))" }
  var words: [String] { [name, number, street, spaced] }

  func plant(in hub: Deployment) throws {
    var population = try DepartmentFile("public-security/population", of: hub)
    let person = "\(number),\(name),女,1985-02-28,汉族,北京市东城区\(street),正常,,2024-01-01 00:00:00"
    population.append(PlainSearch.encoded(person, "GB18030") ?? [])
    let refused = "\(number.dropLast())*,\(name),女,1985-02-28,汉族,北京市东城区\(street),正常,,2024-01-01 00:00:00"
    population.append(PlainSearch.encoded(refused, "GB18030") ?? [])
    try population.save(in: hub)
    var registry = try DepartmentFile("market-regulation/enterprise-registry", of: hub)
    registry.append(
      "\(firm),\(code),2016-01-05,有限责任公司,\(name),100(万元人民币),样例,福建省,思明区,福建省厦门市思明区\(street),存续（在营、开业、在册）,2016-01-05,,")
    try registry.save(in: hub)
  }
}
