import HubModel
import HubPolicy
import HubStore

/// Reads enterprises for who may see them. What leaves is what `HubPolicy` released, nothing else.
struct LookupDesk: Sendable {
  let store: any VerificationStore
  let keys: VerificationKeys
  /// Nil: this process holds no key for them.
  let pseudonyms: Pseudonyms?
  let quotas: QuotaLedger
  let alarms: PolicyAlarms

  struct Shown: Sendable {
    var record: FoundRecord
    var released: ReleasedRecord
    /// What the policy said to this record.
    var decision: Decision
    var state: Verdict.SubjectState
    /// Where it was searched by name: the hit's period.
    var hit: EnterpriseNameHit?
  }

  enum Finding: Sendable {
    case shown([Shown])
    /// Nil: not there.
    case none(Verdict.Reason?)
  }

  /// Most enterprises of one name that are shown.
  static let limit = 20

  func decision(_ question: LookupQuestion, attributes: [String], _ exchange: Exchange) -> Decision {
    exchange.policy.decide(
      AccessRequest(
        clientID: exchange.identity.clientID, action: .read, entity: "enterprise", attributes: attributes,
        purpose: question.purpose, context: question.context.parts, network: exchange.address, time: exchange.at))
  }

  /// The public attributes that can be read, unless the question names others.
  func attributes(_ question: LookupQuestion, _ model: Model) -> [String] {
    question.attributes
      ?? model.entity("enterprise")?.attributes.filter { $0.canRead && $0.level == .open }.map(\.name) ?? []
  }

  func admit(_ decision: Decision, subject: Subject?, _ exchange: Exchange) throws(Problem) {
    try count(decision, subject: subject, exchange)
    alarms.look(at: decision, exchange)
  }

  private func count(_ decision: Decision, subject: Subject?, _ exchange: Exchange) throws(Problem) {
    let verdict = quotas.admit(decision, client: exchange.identity.clientID, subject: subject, time: exchange.at)
    guard case .refused(let limit, let seconds) = verdict else { return }
    throw Problem(.quotaExceeded, zh: limit.rawValue, en: limit.rawValue, retryAfter: seconds)
  }

  func find(
    _ target: LookupQuestion.Target, subject: Subject?, decision: Decision, _ exchange: Exchange
  ) async throws(Problem) -> Finding {
    if let limit = decision.maxAge, exchange.view.enterprise.isStale(within: limit, at: exchange.at) { return .none(.stale) }
    do {
      switch target {
      case .code(let number):
        guard let subject, let probe = try await store.probe("enterprise", [subject]).first else {
          throw Problem(.storeUnavailable)
        }
        return try await finding(probe, number, decision, exchange)
      case .name(let name):
        let hits = try await store.enterprises(named: String(decoding: name.folded, as: UTF8.self))
        return try await finding(hits, decision, exchange)
      }
    } catch let problem as Problem {
      throw problem
    } catch let error as HubError where error.code == "key-not-held" {
      throw Problem(.readNotServed)
    } catch {
      throw Problem(.storeUnavailable)
    }
  }

  private func finding(
    _ probe: ProbeResult, _ number: AskedNumber, _ decision: Decision, _ exchange: Exchange
  ) async throws -> Finding {
    let examination = Examination(view: exchange.view, keys: keys, now: exchange.at)
    if let record = examination.standing(probe), let shown = try await shown(record, nil, decision, examination, exchange) {
      return .shown([shown])
    }
    let account = examination.absence(
      probe, entity: exchange.view.enterprise, kind: number.kind, maxAge: decision.maxAge)
    guard case .absent(let doubt) = account.presence else { return .none(nil) }
    return .none(doubt)
  }

  private func finding(_ hits: [EnterpriseNameHit], _ decision: Decision, _ exchange: Exchange) async throws -> Finding {
    let examination = Examination(view: exchange.view, keys: keys, now: exchange.at)
    var all: [Shown] = []
    for hit in hits where hit.record.withdrawnAt == nil && all.count < Self.limit {
      if let one = try await shown(hit.record, hit, decision, examination, exchange) { all.append(one) }
    }
    guard all.isEmpty else { return .shown(all) }
    return .none(exchange.view.enterprise.doubt(maxAge: decision.maxAge, at: exchange.at))
  }

  /// Nil where the grant's conditions hide the record.
  private func shown(
    _ record: FoundRecord, _ hit: EnterpriseNameHit?, _ decision: Decision, _ examination: Examination, _ exchange: Exchange
  ) async throws -> Shown? {
    let settled = decision.settled { record.text($0) }
    if decision.effect == .conditional { alarms.look(at: settled, exchange) }
    guard settled.isAllowed, let stored = try await store.open("enterprise", record.subject) else { return nil }
    let masking = pseudonyms?.masking(exchange) ?? Masking(at: exchange.at)
    guard let released = try Self.released(stored, settled, masking) else { return nil }
    return Shown(
      record: record, released: released, decision: settled, state: examination.enterpriseState(of: record), hit: hit)
  }

  /// Nil where the policy does not release it after all.
  private static func released(_ stored: StoredRecord, _ decision: Decision, _ masking: Masking) throws -> ReleasedRecord? {
    do throws(HubError) {
      return try decision.release(stored, masking)
    } catch {
      if error.code == "not-released" { return nil }
      throw error
    }
  }
}
