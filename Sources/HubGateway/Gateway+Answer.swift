import HTTPTypes
import HubPolicy
import HubStore
import Hummingbird
import NIOCore

extension Gateway {
  /// Who asks. Throws what is refused before that is known.
  func exchange(
    _ route: Route, _ request: Request, peer: String, _ requestID: String, _ chinese: Bool, _ started: ContinuousClock.Instant
  ) async throws(Problem) -> Exchange {
    let view = currentView()
    guard started - view.state.refreshedAt <= configuration.stateLimit else { throw Problem(.stateStale, retryAfter: 1) }
    guard let inForce = policy() else { throw Problem(.policyMissing, retryAfter: 1) }
    let now = WallClock.now
    let identity: ClientIdentity
    do throws(TokenFault) {
      identity = try await authenticator.identify(
        authorization: request.headers[.authorization], policy: inForce.policy, state: view.state, at: now)
    } catch {
      throw Problem(error.code)
    }
    let caller = CallerAddress(
      peer: peer, forwardedFor: configuration.trustedProxies.isEmpty ? [] : request.headers[values: Self.forwardedFor],
      trustedProxies: configuration.trustedProxies)
    return Exchange(
      requestID: requestID, route: route, identity: identity, inForce: inForce, view: view, peer: peer,
      address: caller?.derived, at: now, started: started, chinese: chinese)
  }

  private static let forwardedFor = HTTPField.Name("X-Forwarded-For")!

  /// The answer to a known caller.
  func answer(_ exchange: Exchange, _ request: Request) async throws(Refusal) -> Response {
    if let problem = standing(exchange) { throw .open(problem) }
    if exchange.route == .catalog { return try await catalog.answer(exchange) }
    let root = try await document(request).root
    switch exchange.route {
    case .verifyPerson: return try await single.answer(read { () throws(Problem) in try QuestionReader.person(root) }, exchange)
    case .verifyEnterprise:
      return try await single.answer(read { () throws(Problem) in try QuestionReader.enterprise(root) }, exchange)
    case .verifyBatch: return try await batch.answer(read { () throws(Problem) in try BatchQuestion(root) }, exchange)
    case .aggregates:
      return try await aggregates.answer(read { () throws(Problem) in try AggregateQuestion(root) }, exchange)
    default: return try await lookup.answer(read { () throws(Problem) in try LookupQuestion(root) }, exchange)
    }
  }

  private func read<Question>(_ body: () throws(Problem) -> Question) throws(Refusal) -> Question {
    do throws(Problem) { return try body() } catch { throw .open(error) }
  }

  /// What is wrong with the caller itself; nil where nothing is.
  private func standing(_ exchange: Exchange) -> Problem? {
    if exchange.view.state.revoked.contains(exchange.identity.clientID) { return Problem(.clientRevoked) }
    if exchange.policy.client(exchange.identity.clientID)?.status == .suspended { return Problem(.clientSuspended) }
    return exchange.address == nil ? Problem(.networkNotAllowed) : nil
  }

  /// The body, read strictly.
  private func document(_ request: Request) async throws(Refusal) -> JSONDocument {
    if let problem = MediaType.problem(
      contentType: request.headers[.contentType], contentEncoding: request.headers[.contentEncoding])
    {
      throw .open(problem)
    }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: configuration.bodyLimit)
    } catch is NIOTooManyBytesError {
      throw .open(Problem(.bodyTooLarge))
    } catch {
      throw .broken(error)
    }
    do throws(JSONFault) {
      return try body.withUnsafeReadableBytes { (bytes) throws(JSONFault) in try JSONReader.read(bytes) }
    } catch {
      throw .open(QuestionReader.problem(error))
    }
  }

  /// A refusal of a known caller leaves only when it is on record.
  func refuse(_ refusal: Refusal, _ exchange: Exchange) async throws -> Response {
    var problem: Problem
    switch refusal {
    case .broken(let error): throw error
    case .audited(let done): problem = done
    case .open(let open):
      problem = open
      do throws(Problem) { _ = try await audit.record(exchange.entry(refused: open)) } catch { problem = error }
    }
    metrics.countRefusal(problem.code)
    return problem.response(requestID: exchange.requestID, chinese: exchange.chinese)
  }
}
