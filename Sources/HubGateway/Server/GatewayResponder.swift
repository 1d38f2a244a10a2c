import HTTPTypes
import HubCrypto
import Hummingbird

/// Path and method → route → answer. The one place where refusals become responses.
struct GatewayResponder: HTTPResponder {
  let gateway: Gateway

  @Sendable func respond(to request: Request, context: GatewayContext) async throws -> Response {
    let started = ContinuousClock.now
    let requestID = UUIDv7().description
    let chinese = AnswerLanguage.isChinese(request.headers[.acceptLanguage])
    do {
      let route = try route(request.head)
      let response = try await answer(route, request, context, requestID, chinese, started)
      gateway.metrics.countRequest(
        route, status: response.status.code, nanoseconds: (ContinuousClock.now - started).nanoseconds)
      return response
    } catch let problem as Problem {
      gateway.countRefused(peer: context.peer, code: problem.code)
      return problem.response(requestID: requestID, chinese: chinese)
    }
  }

  private func route(_ head: HTTPRequest) throws(Problem) -> Route {
    let path = head.path ?? ""
    let bare = path.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(path[..<$0]) } ?? path
    guard let route = Route(rawValue: bare) else { throw Problem(.routeUnknown) }
    guard bare.utf8.count == path.utf8.count else { throw Problem(.queryNotAllowed) }
    guard head.method == route.method else { throw Problem(.methodNotAllowed) }
    return route
  }

  /// Throws a problem where it refuses before anybody is known, and other errors where the request did not arrive whole.
  private func answer(
    _ route: Route, _ request: Request, _ context: GatewayContext, _ requestID: String, _ chinese: Bool,
    _ started: ContinuousClock.Instant
  ) async throws -> Response {
    switch route {
    case .health: return gateway.operations.health()
    case .readiness: return gateway.operations.readiness()
    case .metrics: return await gateway.operations.metricsText()
    case .openAPI: return OpenAPIRoute.response
    default: break
    }
    let exchange = try await gateway.exchange(route, request, peer: context.peer, requestID, chinese, started)
    do throws(Refusal) {
      return try await gateway.answer(exchange, request)
    } catch {
      return try await gateway.refuse(error, exchange)
    }
  }
}
