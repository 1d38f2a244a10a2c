import HubPolicy
import HubStore
import Hummingbird

/// `POST /v1/aggregates`: the counts of a published query. Its name stands in the body like everything that is asked for.
struct AggregateAnswering: Sendable {
  let desk: AggregateDesk
  let audit: AuditDesk

  func answer(_ question: AggregateQuestion, _ exchange: Exchange) async throws(Refusal) -> Response {
    let query = exchange.policy.aggregate(question.query)
    let decision = desk.decision(question, query, exchange)
    let table: ReleasedTable
    do throws(Problem) {
      table = try await desk.table(query, decision, exchange)
    } catch {
      _ = try await recorded(entry(question, query, decision, .deny, error.code.rawValue, exchange))
      throw .audited(error)
    }
    var entry = entry(question, query, decision, .allow, decision.code.rawValue, exchange)
    entry.result = "counted"
    let document = AggregateWriter(exchange: exchange).document(table, try await recorded(entry))
    return exchange.response(document, sunset: decision.sunset(at: exchange.at))
  }

  private func recorded(_ entry: AuditEntry) async throws(Refusal) -> Receipt {
    do throws(Problem) { return try await audit.record(entry) } catch { throw .audited(error) }
  }

  /// The query's name is what was asked for; by what it groups stands in the policy set that the entry names. A name that is not
  /// published is not kept: anything could stand there.
  private func entry(
    _ question: AggregateQuestion, _ query: AggregateQuery?, _ decision: Decision, _ effect: AuditEntry.Effect, _ code: String,
    _ exchange: Exchange
  ) -> AuditEntry {
    var entry = exchange.entry(
      action: .aggregate, entity: query?.entity ?? exchange.route.entity, attributes: query.map { [$0.name] } ?? [],
      purpose: question.purpose, context: question.context, subject: nil, effect: effect, code: code)
    entry.rule = decision.rule
    return entry
  }
}
