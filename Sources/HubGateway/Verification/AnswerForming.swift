import HubPolicy

/// Cuts an account down to what the grant's answer form tells.
struct AnswerForming {
  let view: HubView
  let entity: EntityView
  let decision: Decision
  /// True where the grant asks for fresher data than there are.
  let isStale: Bool

  func verdict(_ account: Account) -> Verdict {
    if isStale { return bare(.indeterminate, tells ? .stale : nil) }
    // A row condition that fails hides the record as if it were not there.
    guard decision.isAllowed else { return bare(.noMatch) }
    switch account.presence {
    case .absent(let doubt): return absent(doubt)
    case .found: return found(account)
    }
  }

  /// More than one `noMatch` for whatever is not a match.
  private var tells: Bool { decision.answerForm != .twoWay }

  /// An answer that is the same whether or not there is a record.
  private func bare(_ result: Verdict.Result, _ reason: Verdict.Reason? = nil) -> Verdict {
    Verdict(result: result, reason: reason, dataset: entity.primary)
  }

  private func absent(_ doubt: Verdict.Reason?) -> Verdict {
    guard tells else { return bare(doubt == .quarantined ? .indeterminate : .noMatch) }
    return doubt.map { bare(.indeterminate, $0) } ?? bare(.notFound)
  }

  private func found(_ account: Account) -> Verdict {
    let (result, reason) = account.findings.lazy.map(\.finding).combined
    if !tells, result == .mismatch { return bare(.noMatch) }
    if isConcealed(account, result) { return bare(.indeterminate) }
    var verdict = Verdict(result: result, reason: tells ? reason : nil, dataset: account.dataset ?? entity.primary)
    verdict.isWrongGuess = account.findings.contains { $0.finding.isWrong }
    verdict.notes = account.notes
    if isStated(account, result) { verdict.subjectState = account.state }
    if result == .match { verdict.caution = account.caution }
    if decision.answerForm == .perAttribute { verdict.attributes = account.findings.map { ($0.name, $0.finding.word) } }
    return verdict
  }

  /// True where the purpose chose that a plain answer would mislead and the reason is not to be told.
  private func isConcealed(_ account: Account, _ result: Verdict.Result) -> Bool {
    if account.isSuperseded, decision.superseded == .indeterminate { return true }
    return account.isDeceased && result == .match && decision.deceased == .indeterminate
  }

  /// The state of an enterprise is public and always told. That of a person only beside a match.
  private func isStated(_ account: Account, _ result: Verdict.Result) -> Bool {
    !(account.isDeceased || account.isSuperseded) || result == .match
  }
}
