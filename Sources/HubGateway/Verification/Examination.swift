import HubModel
import HubPolicy
import HubStore

/// Question + what the store found + the hub's state → verdict. Pure: reads nothing but what it is given.
struct Examination: Sendable {
  let view: HubView
  let keys: VerificationKeys
  /// Microseconds since 1970.
  let now: Int64

  /// - Parameters:
  ///   - subject: of the number asked for.
  ///   - relations: the rows of the enterprise's representatives; empty where none was asked for.
  ///   - decision: allowed; or refused by a row condition, which hides the record.
  func verdict(
    _ question: Question, subject: Subject, probe: ProbeResult, relations: [FoundRecord], decision: Decision
  ) -> Verdict {
    let account: Account
    switch question.matter {
    case .person(let person):
      account = self.account(person, subject: subject, probe: probe, maxAge: decision.maxAge)
    case .enterprise(let enterprise):
      account = self.account(enterprise, subject: subject, probe: probe, relations: relations, maxAge: decision.maxAge)
    }
    let forming = AnswerForming(
      view: view, entity: view.entity(question.entity), decision: decision, isStale: isStale(question, decision))
    var verdict = forming.verdict(account)
    verdict.notes.insert(contentsOf: Verdict.Note.remarks(question.remarks), at: 0)
    return verdict
  }

  /// By what the question rests on, never by what was found: the answer must not tell whether there is a record.
  private func isStale(_ question: Question, _ decision: Decision) -> Bool {
    guard let limit = decision.maxAge else { return false }
    if view.entity(question.entity).isStale(within: limit, at: now) { return true }
    guard case .enterprise(let enterprise) = question.matter, enterprise.representative != nil else { return false }
    return view.representation.isStale(within: limit, at: now)
  }

  /// The record where one stands in some source: a withdrawn one is like none.
  func standing(_ probe: ProbeResult) -> FoundRecord? {
    guard let record = probe.record, record.withdrawnAt == nil else { return nil }
    return record
  }

  func absence(_ probe: ProbeResult, entity: EntityView, kind: DocumentKind?, maxAge: Int?) -> Account {
    if probe.isQuarantined { return Account(presence: .absent(.quarantined)) }
    guard let kind, kind.isWhollyRegistered else { return Account(presence: .absent(.outOfCoverage)) }
    return Account(presence: .absent(entity.doubt(maxAge: maxAge, at: now)))
  }

  /// - Parameter isEqual: nil where the record has no value.
  func finding(
    _ attribute: String, of record: FoundRecord, isEqual: Bool?, isQuarantined: Bool, entity: EntityView
  ) -> Finding {
    guard let isEqual else { return isQuarantined ? .unsure(.quarantined) : .empty }
    if record.isConflicting(attribute) { return .unsure(.conflict) }
    guard entity.hasAuthority(record.source(of: attribute), over: attribute) else { return isEqual ? .match : .doubtful(nil) }
    if isEqual { return .match }
    // The row that waits may hold the newer value.
    return isQuarantined ? .doubtful(.quarantined) : .mismatch
  }
}

extension AskedNumber {
  var kind: DocumentKind? {
    guard case .read(let kind, _) = reading else { return nil }
    return kind
  }

  var canonical: [UInt8] {
    guard case .read(_, let canonical) = reading else { return [] }
    return canonical
  }
}

extension DocumentKind {
  /// False for kinds of which no register claims to hold all: of them nobody can be said not to exist.
  var isWhollyRegistered: Bool {
    switch self {
    case .passport, .hongKongMacauTravelPermit, .taiwanTravelPermit, .registrationNumber: false
    default: true
    }
  }
}
