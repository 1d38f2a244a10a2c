import HubModel
import HubStore

extension Examination {
  func account(
    _ question: EnterpriseQuestion, subject: Subject, probe: ProbeResult, relations: [FoundRecord], maxAge: Int?
  ) -> Account {
    let record = standing(probe)
    let representative = question.representative.map {
      RepresentativeComparison(
        question: $0, enterprise: record?.subject ?? subject, keys: keys, entity: view.representation,
        isQuarantined: probe.isQuarantined)
    }
    guard let record else {
      return absence(probe, entity: view.enterprise, kind: question.code.kind, maxAge: maxAge)
    }
    var account = Account(presence: .found)
    account.dataset = view.dataset(record.source(of: "name"))
    account.findings = [("code", .match), ("name", name(question, record, probe, &account.notes))]
    if let representative { account.findings += representative.findings(relations, record: record, examination: self) }
    state(of: record, &account)
    if let alias = probe.alias, alias.isSuperseded { account.notes.append(.superseded(until: alias.validTo)) }
    return account
  }

  private func name(
    _ question: EnterpriseQuestion, _ record: FoundRecord, _ probe: ProbeResult, _ notes: inout [Verdict.Note]
  ) -> Finding {
    let asked = String(decoding: question.name.folded, as: UTF8.self)
    let finding = finding(
      "name", of: record, isEqual: record.folded("name").map { $0.isSameText(as: asked) },
      isQuarantined: probe.isQuarantined, entity: view.enterprise)
    if finding != .match, let former = record.folded("former_name"), former.isSameText(as: asked) {
      notes.append(.formerName(until: record.text("renamed_on")))
    }
    if record.disagrees("name") { notes.append(.sourcesDisagree) }
    return finding
  }

  private func state(of record: FoundRecord, _ account: inout Account) {
    let state = enterpriseState(of: record)
    account.state = state
    if state.code != EnterpriseState.inOperation.rawValue {
      account.caution = ("登记状态：\(state.zh)", "registration state: \(state.code)")
    }
    if record.disagrees("state") { account.notes.append(.stateDisagrees) }
  }

  /// The state in force today: one that begins later is not yet told.
  func enterpriseState(of record: FoundRecord) -> Verdict.SubjectState {
    let since = record.text("state_since")
    let isFuture = since.map { $0 > ShanghaiTime(now).date } ?? false
    guard let word = isFuture ? EnterpriseState.inOperation.rawValue : record.text("state") else {
      return Verdict.SubjectState(code: "unknown", zh: "登记状态不详", en: "unknown", since: since)
    }
    return Verdict.SubjectState(code: word, zh: title(word), en: word, since: isFuture ? nil : since)
  }

  private func title(_ word: String) -> String {
    view.title("enterprise", "state", word) ?? EnterpriseState(rawValue: word)?.title ?? word
  }
}

/// The registration states of an enterprise, by wire word.
enum EnterpriseState: String, CaseIterable {
  case inOperation, suspended, outOfBusiness, liquidating, revokedNotDeregistered, revokedDeregistered, rescinded, deregistered
  case movedOut

  var title: String {
    switch self {
    case .inOperation: "存续（在营、开业、在册）"
    case .suspended: "歇业"
    case .outOfBusiness: "停业"
    case .liquidating: "清算"
    case .revokedNotDeregistered: "吊销，未注销"
    case .revokedDeregistered: "吊销，已注销"
    case .rescinded: "撤销"
    case .deregistered: "注销"
    case .movedOut: "迁出"
    }
  }
}

extension String {
  /// Equal bytes, as PostgreSQL compares; `==` would call canonically equivalent spellings equal.
  func isSameText(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
