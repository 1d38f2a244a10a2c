import HubPolicy
import HubStore
import Hummingbird

/// `POST /v1/verifications/batch`: up to 1,000 questions, each with its own decision, entry and receipt, answered in their order.
struct BatchVerification: Sendable {
  let desk: VerificationDesk
  let audit: AuditDesk
  let metrics: Metrics

  func answer(_ batch: BatchQuestion, _ exchange: Exchange) async throws(Refusal) -> Response {
    var inquiries: [Inquiry] = []
    inquiries.reserveCapacity(batch.items.count)
    var places: [Int?] = []
    for item in batch.items {
      guard case .success(let question) = item.question else {
        places.append(nil)
        continue
      }
      places.append(inquiries.count)
      inquiries.append(desk.inquiry(question, exchange))
    }
    do throws(Problem) {
      try await desk.examine(&inquiries, exchange)
    } catch {
      for index in inquiries.indices where inquiries[index].problem == nil && inquiries[index].verdict == nil {
        inquiries[index].problem = error
      }
    }
    let receipts = try await recorded(batch, inquiries, places, exchange)
    return response(batch, inquiries, places, receipts, exchange)
  }

  private func recorded(
    _ batch: BatchQuestion, _ inquiries: [Inquiry], _ places: [Int?], _ exchange: Exchange
  ) async throws(Refusal) -> [Receipt] {
    var entries: [AuditEntry] = []
    entries.reserveCapacity(batch.items.count)
    for (index, item) in batch.items.enumerated() {
      var entry = places[index].map { inquiries[$0].entry(exchange, keys: desk.keys) } ?? unread(item, exchange)
      entry.item = index
      entries.append(entry)
    }
    do throws(Problem) {
      return try await audit.record(entries)
    } catch {
      throw .audited(error)
    }
  }

  private func unread(_ item: BatchQuestion.Item, _ exchange: Exchange) -> AuditEntry {
    exchange.entry(
      action: .verify, entity: item.entity, attributes: [], purpose: item.purpose, context: item.context, subject: nil,
      effect: .deny, code: item.problem?.code.rawValue ?? ProblemCode.internalError.rawValue)
  }

  private func response(
    _ batch: BatchQuestion, _ inquiries: [Inquiry], _ places: [Int?], _ receipts: [Receipt], _ exchange: Exchange
  ) -> Response {
    let answered = inquiries.count { $0.problem == nil && $0.verdict != nil }
    var json = JSONWriter(capacity: batch.items.count * 1024)
    json.beginObject()
    json.member("requestId", exchange.requestID)
    json.key("counts")
    json.beginObject()
    json.key("answered")
    json.integer(answered)
    json.key("refused")
    json.integer(batch.items.count - answered)
    json.endObject()
    json.versions(exchange)
    json.key("items")
    json.beginArray()
    for (index, item) in batch.items.enumerated() {
      write(item, places[index].map { inquiries[$0] }, receipts[index], exchange, to: &json)
    }
    json.endArray()
    json.endObject()
    return exchange.response(json, sunset: Self.sunset(inquiries, exchange))
  }

  /// Of the rights that answered, the first to end.
  private static func sunset(_ inquiries: [Inquiry], _ exchange: Exchange) -> Sunset? {
    inquiries.lazy.filter { $0.problem == nil }.compactMap { $0.decision.sunset(at: exchange.at) }.min { $0.at < $1.at }
  }

  private func write(
    _ item: BatchQuestion.Item, _ inquiry: Inquiry?, _ receipt: Receipt, _ exchange: Exchange, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.member("id", item.id)
    json.key("status")
    if let inquiry, let verdict = inquiry.verdict, inquiry.problem == nil {
      metrics.countVerdict(inquiry.question.entity, verdict.result)
      json.integer(200)
      VerdictWriter.write(
        verdict, entity: inquiry.question.entity, receipt: receipt, chinese: exchange.chinese, to: &json)
    } else {
      let problem = inquiry?.problem ?? item.problem ?? Problem(.internalError)
      metrics.countRefusal(problem.code)
      json.integer(problem.code.meaning.status)
      json.key("problem")
      json.beginObject()
      problem.writeMembers(to: &json, chinese: exchange.chinese)
      json.endObject()
      json.key("receipt")
      json.plainString { receipt.write(into: &$0) }
    }
    json.endObject()
  }
}

extension BatchQuestion.Item {
  var problem: Problem? {
    if case .failure(let problem) = question { problem } else { nil }
  }
}
