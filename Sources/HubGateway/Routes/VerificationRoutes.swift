import HubPolicy
import HubStore
import Hummingbird

/// `POST /v1/verifications/person` and `/enterprise`: one question, one answer.
struct SingleVerification: Sendable {
  let desk: VerificationDesk
  let audit: AuditDesk
  let metrics: Metrics

  func answer(_ question: Question, _ exchange: Exchange) async throws(Refusal) -> Response {
    var inquiries = [desk.inquiry(question, exchange)]
    do throws(Problem) {
      try await desk.examine(&inquiries, exchange)
    } catch {
      inquiries[0].problem = error
    }
    let inquiry = inquiries[0]
    let receipt = try await recorded(inquiry, exchange)
    guard let verdict = inquiry.verdict, inquiry.problem == nil else {
      throw .audited(inquiry.problem ?? Problem(.internalError))
    }
    metrics.countVerdict(question.entity, verdict.result)
    var json = JSONWriter(capacity: 2048)
    json.beginObject()
    json.member("requestId", exchange.requestID)
    VerdictWriter.write(verdict, entity: question.entity, receipt: receipt, chinese: exchange.chinese, to: &json)
    json.versions(exchange)
    json.endObject()
    return exchange.response(json, sunset: inquiry.decision.sunset(at: exchange.at))
  }

  private func recorded(_ inquiry: Inquiry, _ exchange: Exchange) async throws(Refusal) -> Receipt {
    do throws(Problem) {
      return try await audit.record(inquiry.entry(exchange, keys: desk.keys))
    } catch {
      throw .audited(error)
    }
  }
}

/// How a route ends without an answer.
enum Refusal: Error {
  /// Still to be put on record.
  case open(Problem)
  /// On record, or it cannot be.
  case audited(Problem)
  /// The request did not arrive whole: there is nobody to answer. Rethrown to the server.
  case broken(any Error)
}

extension Exchange {
  /// `sunset`: when the right that answered ends, where that is near.
  func response(_ json: JSONWriter, sunset: Sunset? = nil) -> Response {
    var headers = AnswerHeaders.answer(chinese: chinese)
    headers[AnswerHeaders.requestID] = requestID
    if let sunset { headers[AnswerHeaders.sunset] = sunset.text }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
  }
}
