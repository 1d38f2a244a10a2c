import HubModel
import HubPolicy
import HubStore

/// What the recorded questions would come to under another policy set.
struct ImpactReport: Sendable {
  /// µs since 1970.
  let since: Int64
  private(set) var replay: PolicyReplay
  private(set) var entries = 0
  /// What people did with commands: nothing to decide.
  private(set) var acts = 0
  private(set) var unreadable = 0

  init(_ set: PolicySet, since: Int64) {
    self.since = since
    replay = PolicyReplay(set)
  }

  mutating func take(_ item: AuditReader.Item) {
    entries += 1
    switch item {
    case .act: acts += 1
    case .unreadable: unreadable += 1
    case .entry(let entry):
      guard let record = RecordedDecision(entry) else {
        unreadable += 1
        return
      }
      replay.take(record)
    }
  }

  /// The most frequent first.
  var changes: [(change: ReplayChange, tally: ReplayTally)] {
    replay.changes.map { (change: $0.key, tally: $0.value) }.sorted { ImpactReport.precedes($0.tally, $1.tally) }
  }

  var doubts: [(doubt: ReplayDoubt, tally: ReplayTally)] {
    replay.doubts.map { (doubt: $0.key, tally: $0.value) }.sorted { ImpactReport.precedes($0.tally, $1.tally) }
  }

  private static func precedes(_ a: ReplayTally, _ b: ReplayTally) -> Bool {
    a.count == b.count ? (a.first, a.requestID) < (b.first, b.requestID) : a.count > b.count
  }

  /// A purpose or attribute that nobody granted is the caller's own text, and may hold anything: a number, for example.
  static func word(_ text: String) -> String {
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    let isWord = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x2D...0x2E).contains(byte) || byte == 0x5F
        || (0x30...0x39).contains(byte)
    }
    return isWord && digits < 6 && (1...64).contains(text.utf8.count) ? text : "(?)"
  }
}

extension RecordedDecision {
  /// Nil where the entry is of an action that this version does not know.
  init?(_ entry: AuditEntry) {
    guard let action = Action(rawValue: entry.action.rawValue) else { return nil }
    let parts = entry.context.reduce(into: ContextParts()) { parts, reference in
      if let part = ContextParts(word: reference.key) { parts.formUnion(part) }
    }
    let request = AccessRequest(
      clientID: entry.clientID, action: action, entity: entry.entity, attributes: entry.attributes, purpose: entry.purpose,
      context: parts, network: NetworkAddress(entry.address), time: entry.at)
    self.init(
      requestID: entry.requestID, request: request, isAllowed: entry.decision == .allow, code: entry.code,
      answerForm: entry.answerForm.flatMap { AnswerForm(audited: $0) },
      conditionValues: Dictionary(entry.conditionValues.map { ($0.attribute, $0.value) }) { first, _ in first })
  }
}

extension AnswerForm {
  /// The word that audit entries have.
  fileprivate init?(audited word: String) {
    switch word {
    case "twoWay": self = .twoWay
    case "threeWay": self = .threeWay
    case "perAttribute": self = .perAttribute
    default: return nil
    }
  }
}
