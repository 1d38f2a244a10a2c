import HubPolicy
import HubStandards

extension ImpactReport {
  func lines(chinese: Bool) -> [String] {
    [summary(chinese)] + changes.map { changeLine($0.change, $0.tally, chinese) }
      + doubts.map { doubtLine($0.doubt, $0.tally, chinese) } + [aside(chinese)]
  }

  private func summary(_ chinese: Bool) -> String {
    let start = Instant(microseconds: since).shanghai
    return chinese
      ? "自 \(start) 起 \(entries) 条记录：重新判定 \(replay.replayed)，不变 \(replay.unchanged)，"
        + "改变 \(replay.changed)，无法判定 \(replay.undecided)"
      : "\(entries) entries since \(start): \(replay.replayed) decided again, \(replay.unchanged) alike, "
        + "\(replay.changed) would change, \(replay.undecided) cannot be decided"
  }

  private func changeLine(_ change: ReplayChange, _ tally: ReplayTally, _ chinese: Bool) -> String {
    let attributes = change.attributes.map(ImpactReport.word).joined(separator: ", ")
    let rule = change.rule.map { " (\($0))" } ?? ""
    let action = chinese ? change.action.words.zh : change.action.words.en
    return "~ \(change.clientID) · \(ImpactReport.word(change.purpose)) · \(action) \(change.entity) [\(attributes)]: "
      + "\(change.before.words(chinese)) → \(change.after.words(chinese))\(rule) · \(tally.words(chinese))"
  }

  private func doubtLine(_ doubt: ReplayDoubt, _ tally: ReplayTally, _ chinese: Bool) -> String {
    let attributes = doubt.attributes.map(ImpactReport.word).joined(separator: ", ")
    let reason: String =
      switch doubt.reason {
      case .conditionValue:
        chinese ? "授权条件要看 \(attributes)，记录中没有其值" : "a condition looks at \(attributes), which is not on record"
      case .unknownAttribute: chinese ? "模型中没有 \(attributes)" : "the model has no \(attributes)"
      }
    return "? \(doubt.clientID) · \(ImpactReport.word(doubt.purpose)) · \(reason) · \(tally.words(chinese))"
  }

  /// What was not compared.
  private func aside(_ chinese: Bool) -> String {
    let (quota, denied) = (replay.quotaRefusals, replay.quotaRefusalsDenied)
    return chinese
      ? "未比较：因限额拒绝 \(quota)（其中新策略本身会拒绝 \(denied)）；策略以外的拒绝等 \(replay.beside)；"
        + "人员操作 \(acts)；无法读取 \(unreadable)"
      : "not compared: \(quota) refused over a quota (\(denied) of them the new set would refuse itself), "
        + "\(replay.beside) refused before or beside the policy, \(acts) acts of people, \(unreadable) unreadable"
  }
}

extension ReplayOutcome {
  fileprivate func words(_ chinese: Bool) -> String {
    let form = answerForm.map { " " + (chinese ? $0.zh : $0.rawValue) } ?? ""
    return (chinese ? code.zh : code.rawValue) + form
  }
}

extension ReplayTally {
  fileprivate func words(_ chinese: Bool) -> String {
    let (start, end) = (Instant(microseconds: first).shanghai, Instant(microseconds: last).shanghai)
    return chinese
      ? "\(count) 次，\(start) 至 \(end)，例如 \(requestID)"
      : "\(count) times, \(start) to \(end), for example \(requestID)"
  }
}
