import HubModel
import HubPolicy
import HubStore
import Synchronization

/// Answers published queries. Each is counted once for a state of the data and kept: who asks ten thousand times reads one table of
/// the database once, and learns no more than who asks once.
final class AggregateDesk: Sendable {
  private struct Kept: Sendable {
    var query: AggregateQuery
    var lastRun: Int64
    var table: Task<ReleasedTable, any Error>
  }

  private struct State: Sendable {
    /// By the query's name.
    var kept: [String: Kept] = [:]
    /// The counting that was begun last: one waits for the other.
    var last: Task<ReleasedTable, any Error>?
  }

  private let store: any VerificationStore
  private let quotas: QuotaLedger
  private let alarms: PolicyAlarms
  private let state = Mutex(State())

  init(store: any VerificationStore, quotas: QuotaLedger, alarms: PolicyAlarms) {
    self.store = store
    self.quotas = quotas
    self.alarms = alarms
  }

  /// A query that is not published is refused like one that is not granted.
  func decision(_ question: AggregateQuestion, _ query: AggregateQuery?, _ exchange: Exchange) -> Decision {
    exchange.policy.decide(
      AccessRequest(
        clientID: exchange.identity.clientID, action: .aggregate, entity: query?.entity ?? exchange.route.entity,
        attributes: query.map { [$0.name] } ?? [], purpose: question.purpose, context: question.context.parts,
        network: exchange.address, time: exchange.at))
  }

  func table(_ query: AggregateQuery?, _ decision: Decision, _ exchange: Exchange) async throws(Problem) -> ReleasedTable {
    if let problem = Inquiry.problem(decision) { throw problem }
    guard let query, decision.isAllowed else { throw Problem(.noGrant) }
    try count(decision, exchange)
    alarms.look(at: decision, exchange)
    let task = task(query, lastRun: exchange.view.state.lastRun(of: query.entity))
    do {
      return try await task.value
    } catch {
      state.withLock { if $0.kept[query.name]?.table == task { $0.kept[query.name] = nil } }
      throw Problem(.storeUnavailable, retryAfter: 1)
    }
  }

  private func count(_ decision: Decision, _ exchange: Exchange) throws(Problem) {
    let verdict = quotas.admit(decision, client: exchange.identity.clientID, subject: nil, time: exchange.at)
    guard case .refused(let limit, let seconds) = verdict else { return }
    throw Problem(.quotaExceeded, zh: limit.rawValue, en: limit.rawValue, retryAfter: seconds)
  }

  private func task(_ query: AggregateQuery, lastRun: Int64) -> Task<ReleasedTable, any Error> {
    state.withLock { state in
      if let known = state.kept[query.name], known.query == query, known.lastRun == lastRun { return known.table }
      let store = self.store
      let before = state.last
      let task = Task<ReleasedTable, any Error> {
        _ = await before?.result
        return query.released(try await store.counts(CountQuery(query, lastRun: lastRun)))
      }
      state.kept[query.name] = Kept(query: query, lastRun: lastRun, table: task)
      state.last = task
      return task
    }
  }
}

extension CountQuery {
  init(_ query: AggregateQuery, lastRun: Int64) {
    self.init(
      entity: query.entity, groupings: query.groupings.map { .init(attribute: $0.attribute, isByYear: $0.isByYear) },
      conditions: query.conditions.map {
        .init(attribute: $0.attribute, comparison: .init($0.comparison), values: $0.values)
      }, lastRun: lastRun)
  }
}

extension CountQuery.Comparison {
  fileprivate init(_ comparison: RowCondition.Operator) {
    self =
      switch comparison {
      case .equal, .isIn: .anyOf
      case .notEqual, .isNotIn: .noneOf
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .present: .present
      case .absent: .absent
      }
  }
}
