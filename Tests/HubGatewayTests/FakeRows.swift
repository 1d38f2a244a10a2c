import HubCrypto
import HubModel
import HubStandards
import HubStore

@testable import HubGateway

/// One row as the store would hold it.
struct FakeRow: Sendable {
  var subject: Subject
  var texts: [String: String] = [:]
  var folded: [String: String] = [:]
  var fingerprints: [String: Fingerprint] = [:]
  var conflicts: Set<String> = []
  var disagreements: Set<String> = []
  var withdrawnAt: Int64?
  /// The dataset of every value, unless `sources` names another.
  var source: Int16 = 1
  var sources: [String: Int16] = [:]
}

struct FakeRows: FoundRecordStorage {
  var rows: [FakeRow]
  func subject(_ row: Int) -> Subject { rows[row].subject }
  func withdrawnAt(_ row: Int) -> Int64? { rows[row].withdrawnAt }
  func fingerprint(_ row: Int, _ attribute: String) -> Fingerprint? { rows[row].fingerprints[attribute] }
  func text(_ row: Int, _ attribute: String) -> String? { rows[row].texts[attribute] }
  func folded(_ row: Int, _ attribute: String) -> String? { rows[row].folded[attribute] }
  func isConflicting(_ row: Int, _ attribute: String) -> Bool { rows[row].conflicts.contains(attribute) }
  func disagrees(_ row: Int, _ attribute: String) -> Bool { rows[row].disagreements.union(rows[row].conflicts).contains(attribute) }
  func source(_ row: Int, _ attribute: String) -> Int16? { rows[row].sources[attribute] ?? rows[row].source }
  func observedAt(_ row: Int, _ source: Int16) -> Int64? { 0 }
}

/// Makes rows with the keys of the test hub.
struct RowMaker {
  let keys: KeyRing

  func subject(_ entity: String, _ number: String) throws -> Subject {
    if entity == "person" {
      let parsed = try PersonalNumber.parse(number)
      return try keys.subjectKey(entity: entity).subject(kind: parsed.kind, number: parsed.canonical)
    }
    var canonical: [UInt8] = []
    var text = number
    let parsed = try text.withUTF8 { try EnterpriseCode.parse(UnsafeRawBufferPointer($0), into: &canonical) }
    return try keys.subjectKey(entity: entity).subject(kind: parsed.kind, number: canonical)
  }

  func person(_ number: String, _ name: String?, state: String = "normal", region: String = "110101") throws -> FakeRow {
    var row = FakeRow(subject: try subject("person", number), texts: ["state": state, "region": region])
    if let name {
      row.fingerprints["name"] = try keys.attributeKey(entity: "person", attribute: "name")
        .fingerprint(subject: row.subject, value: PersonName.fold(name).folded)
    }
    return row
  }

  func enterprise(
    _ code: String, _ name: String, state: String? = "inOperation", since: String? = "2021-03-01", former: String? = nil,
    renamedOn: String? = nil, representative: String? = nil
  ) throws -> FakeRow {
    var row = FakeRow(subject: try subject("enterprise", code), source: 2)
    row.texts = ["code": code, "name": name]
    row.texts["state"] = state
    row.texts["state_since"] = since
    row.texts["former_name"] = former
    row.texts["renamed_on"] = renamedOn
    row.folded["name"] = OrganisationName.fold(name).folded
    row.folded["former_name"] = former.map { OrganisationName.fold($0).folded }
    if let representative {
      row.fingerprints["legal_rep_name"] = try keys.attributeKey(entity: "enterprise", attribute: "legal_rep_name")
        .fingerprint(subject: row.subject, value: PersonName.fold(representative).folded)
    }
    return row
  }

  func representative(
    of code: String, _ name: String, number: String?, role: String = "legalRepresentative"
  ) throws -> FakeRow {
    var row = FakeRow(subject: try subject("enterprise", code), texts: ["role": role, "document_type": "residentId"], source: 3)
    row.fingerprints["name"] = try keys.attributeKey(entity: "legal_representation", attribute: "name")
      .fingerprint(subject: row.subject, value: PersonName.fold(name).folded)
    if let number {
      row.fingerprints["number"] = try keys.attributeKey(entity: "legal_representation", attribute: "number")
        .fingerprint(subject: row.subject, value: PersonalNumber.parse(number).canonical)
    }
    return row
  }
}
