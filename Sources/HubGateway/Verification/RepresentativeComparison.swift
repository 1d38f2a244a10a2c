import HubCrypto
import HubModel
import HubStore

/// Compares a representative with the rows of one enterprise: name and number have to stand in one row.
struct RepresentativeComparison {
  private let question: RepresentativeQuestion
  private let entity: EntityView
  private let isQuarantined: Bool
  private let name: Fingerprint
  private let number: Fingerprint?
  /// The name under the key of the enterprise's own field.
  private let registeredName: Fingerprint

  /// Makes all fingerprints at once, whether or not there is anything to compare them with.
  init(
    question: RepresentativeQuestion, enterprise: Subject, keys: VerificationKeys, entity: EntityView, isQuarantined: Bool
  ) {
    self.question = question
    self.entity = entity
    self.isQuarantined = isQuarantined
    name = keys.representativeName.fingerprint(subject: enterprise, value: question.name.folded)
    registeredName = keys.enterpriseRepresentative.fingerprint(subject: enterprise, value: question.name.folded)
    number = question.number.map { keys.representativeNumber.fingerprint(subject: enterprise, value: $0.canonical) }
  }

  func findings(
    _ rows: [FoundRecord], record: FoundRecord, examination: Examination
  ) -> [(name: String, finding: Finding)] {
    let all = rows.filter { $0.withdrawnAt == nil }
    guard !all.isEmpty else { return registered(record, examination) }
    let rows = all.filter(hasRole)
    guard !rows.isEmpty else {
      return [("legalRep.name", finding("name", in: all, isEqual: false))] + (number == nil ? [] : [("legalRep.number", gap)])
    }
    let named = rows.filter { $0.fingerprint("name") == name }
    var findings = [("legalRep.name", self.finding("name", in: rows, isEqual: !named.isEmpty))]
    if let number {
      let numbers = (named.isEmpty ? rows : named).filter(hasDocument).compactMap { $0.fingerprint("number") }
      findings.append(
        ("legalRep.number", numbers.isEmpty ? gap : finding("number", in: rows, isEqual: numbers.contains(number))))
    }
    return findings
  }

  /// No row at all: the enterprise's own field may know the name, and knows no number.
  private func registered(_ record: FoundRecord, _ examination: Examination) -> [(name: String, finding: Finding)] {
    let isEqual = record.fingerprint("legal_rep_name").map { $0 == registeredName }
    var findings = [
      (
        "legalRep.name",
        examination.finding(
          "legal_rep_name", of: record, isEqual: isEqual, isQuarantined: isQuarantined, entity: examination.view.enterprise)
      )
    ]
    if number != nil { findings.append(("legalRep.number", gap)) }
    return findings
  }

  private var gap: Finding { isQuarantined ? .unsure(.quarantined) : .empty }

  private func finding(_ attribute: String, in rows: [FoundRecord], isEqual: Bool) -> Finding {
    if isEqual { return .match }
    let isAuthoritative = rows.contains { entity.hasAuthority($0.source(of: attribute), over: attribute) }
    guard isAuthoritative else { return .doubtful(nil) }
    return isQuarantined ? .doubtful(.quarantined) : .mismatch
  }

  private func hasRole(_ row: FoundRecord) -> Bool {
    guard let role = question.role else { return true }
    return row.text("role")?.isSameText(as: role) ?? false
  }

  /// A number of another kind of document is another number, even where the characters agree.
  private func hasDocument(_ row: FoundRecord) -> Bool {
    guard let kind = question.number?.kind, let stored = row.text("document_type") else { return true }
    return stored == kind.word
  }
}
