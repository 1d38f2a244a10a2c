/// Judges the framing, size and pace of the requests of one connection. Pure: the handler beside it acts.
struct RequestGuardState {
  struct Limits: Sendable {
    var body: Int
    var deadline: Duration
    /// How long a refused sender may go on before the connection is cut.
    var linger = Duration.seconds(2)
  }

  enum Action: Equatable {
    case pass
    /// Nothing more of this connection is looked at.
    case drop
    /// Answer, if `mayAnswer`, and end the connection.
    case refuse(ProblemCode)
    case close
  }

  private enum Phase {
    case idle
    /// A head is on its way, or a body.
    case receiving(since: ContinuousClock.Instant, body: Int, hasHead: Bool)
    case refused(at: ContinuousClock.Instant)
  }

  let limits: Limits
  private var phase = Phase.idle
  private var requests = 0
  private var responses = 0

  init(limits: Limits) { self.limits = limits }

  /// False where another answer has to leave first, or this request's has left.
  var mayAnswer: Bool {
    if case .receiving(_, _, true) = phase { return requests - responses == 1 }
    return requests == responses
  }

  /// Bytes came in that did not complete a head.
  mutating func bytesArrived(at now: ContinuousClock.Instant) {
    if case .idle = phase { phase = .receiving(since: now, body: 0, hasHead: false) }
  }

  mutating func head(contentLengths: [String], transferEncodings: [String], at now: ContinuousClock.Instant) -> Action {
    if case .refused = phase { return .drop }
    var since = now
    if case .receiving(let start, _, false) = phase { since = start }
    phase = .receiving(since: since, body: 0, hasHead: false)
    if !transferEncodings.isEmpty {
      guard contentLengths.isEmpty, transferEncodings.count == 1, transferEncodings[0].lowercased() == "chunked" else {
        return .refuse(.framingInvalid)
      }
    }
    if let first = contentLengths.first {
      guard contentLengths.count == 1, let length = Int(first), length >= 0 else { return .refuse(.framingInvalid) }
      guard length <= limits.body else { return .refuse(.bodyTooLarge) }
    }
    requests += 1
    phase = .receiving(since: since, body: 0, hasHead: true)
    return .pass
  }

  mutating func body(_ count: Int) -> Action {
    guard case .receiving(let since, let body, _) = phase else { return .drop }
    guard body + count <= limits.body else { return .refuse(.bodyTooLarge) }
    phase = .receiving(since: since, body: body + count, hasHead: true)
    return .pass
  }

  mutating func end() -> Action {
    if case .refused = phase { return .drop }
    phase = .idle
    return .pass
  }

  mutating func responded() { responses += 1 }

  mutating func refused(at now: ContinuousClock.Instant) { phase = .refused(at: now) }

  /// To be called now and then.
  func tick(at now: ContinuousClock.Instant) -> Action {
    switch phase {
    case .idle: .pass
    case .receiving(let since, _, _): now - since > limits.deadline ? .refuse(.requestTimeout) : .pass
    case .refused(let at): now - at > limits.linger ? .close : .pass
    }
  }
}
