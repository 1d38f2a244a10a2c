import HubCrypto
import HubModel
import HubStore

extension Examination {
  func account(_ question: PersonQuestion, subject: Subject, probe: ProbeResult, maxAge: Int?) -> Account {
    let record = standing(probe)
    // Made also where there is nothing to compare with, so that both take alike time.
    let asked = keys.personName.fingerprint(subject: record?.subject ?? subject, value: question.name.folded)
    guard let record else { return absence(probe, entity: view.person, kind: question.number.kind, maxAge: maxAge) }
    let name = finding(
      "name", of: record, isEqual: record.fingerprint("name").map { $0 == asked }, isQuarantined: probe.isQuarantined,
      entity: view.person)
    var account = Account(presence: .found)
    account.findings = [("number", .match), ("name", name)]
    account.dataset = view.dataset(record.source(of: "name"))
    if record.disagrees("name") { account.notes.append(.sourcesDisagree) }
    describe(record, alias: probe.alias, in: &account)
    return account
  }

  private func describe(_ record: FoundRecord, alias: FoundAlias?, in account: inout Account) {
    if let alias, alias.isSuperseded {
      account.isSuperseded = true
      account.notes.append(.superseded(until: alias.validTo))
      account.state = .superseded(since: alias.validTo)
      account.caution = ("该号码已更换", "the number was replaced")
    }
    guard let word = record.text("state"), word == "deceased" || word == "cancelled" else { return }
    account.isDeceased = true
    let zh = view.title("person", "state", word) ?? (word == "deceased" ? "死亡" : "户籍注销")
    account.state = Verdict.SubjectState(code: word, zh: zh, en: word, since: nil)
    account.caution = (zh, word)
  }
}

extension FoundAlias {
  var isSuperseded: Bool { kind == "superseded" }
}

extension Verdict.SubjectState {
  static func superseded(since: String?) -> Self {
    Self(code: "superseded", zh: "该号码已更换", en: "number replaced", since: since)
  }
}
