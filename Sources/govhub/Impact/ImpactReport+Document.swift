import HubPolicy
import HubStandards

extension ImpactReport {
  /// For scripts.
  struct Document: Encodable {
    var since: String
    var entries: Int
    var replayed: Int
    var unchanged: Int
    var changed: Int
    var undecided: Int
    var quotaRefusals: Int
    var quotaRefusalsNowDenied: Int
    var beside: Int
    var acts: Int
    var unreadable: Int
    var changes: [Change]
    var cannotDecide: [Doubt]
  }

  struct Change: Encodable {
    var client: String
    var purpose: String
    var action: String
    var entity: String
    var attributes: [String]
    var before: Outcome
    var after: Outcome
    /// `role/id` in the new set.
    var rule: String?
    var tally: Tally
  }

  struct Outcome: Encodable {
    var decision: String
    var code: String
    var answer: String?
  }

  struct Doubt: Encodable {
    var client: String
    var purpose: String
    var reason: String
    var attributes: [String]
    var tally: Tally
  }

  struct Tally: Encodable {
    var count: Int
    var first: String
    var last: String
    var requestId: String
  }

  var document: Document {
    Document(
      since: Instant(microseconds: since).description, entries: entries, replayed: replay.replayed, unchanged: replay.unchanged,
      changed: replay.changed, undecided: replay.undecided, quotaRefusals: replay.quotaRefusals,
      quotaRefusalsNowDenied: replay.quotaRefusalsDenied, beside: replay.beside, acts: acts, unreadable: unreadable,
      changes: changes.map { Change($0.change, $0.tally) }, cannotDecide: doubts.map { Doubt($0.doubt, $0.tally) })
  }
}

extension ImpactReport.Change {
  fileprivate init(_ change: ReplayChange, _ tally: ReplayTally) {
    self.init(
      client: change.clientID, purpose: ImpactReport.word(change.purpose), action: change.action.rawValue,
      entity: change.entity, attributes: change.attributes.map(ImpactReport.word), before: .init(change.before),
      after: .init(change.after), rule: change.rule, tally: .init(tally))
  }
}

extension ImpactReport.Outcome {
  fileprivate init(_ outcome: ReplayOutcome) {
    self.init(
      decision: outcome.isAllowed ? "allow" : "deny", code: outcome.code.rawValue, answer: outcome.answerForm?.rawValue)
  }
}

extension ImpactReport.Doubt {
  fileprivate init(_ doubt: ReplayDoubt, _ tally: ReplayTally) {
    self.init(
      client: doubt.clientID, purpose: ImpactReport.word(doubt.purpose), reason: doubt.reason.rawValue,
      attributes: doubt.attributes.map(ImpactReport.word), tally: .init(tally))
  }
}

extension ImpactReport.Tally {
  fileprivate init(_ tally: ReplayTally) {
    self.init(
      count: tally.count, first: Instant(microseconds: tally.first).description,
      last: Instant(microseconds: tally.last).description, requestId: tally.requestID)
  }
}
