internal import CLibPQ

/// The thread's side of a connection: takes letters, sends what may be sent, reads what has come, sleeps.
///
/// Statements run in libpq's pipeline mode, each with a synchronisation point of its own, so that an error of one does
/// not touch its neighbours; look-ups of one wake-up share one, and those that an error passed over are asked again.
/// Scripts and COPY leave the pipeline: they wait until it is empty.
final class Session {
  enum CopyPhase { case none, into, out }

  let mailbox: Mailbox
  let usesPreparedStatements: Bool
  var link: Link?
  var statements = StatementCache()

  /// Requests of everybody, and those under the lease, which go first while it is held.
  var lane = FIFO<Request>()
  var owned = FIFO<Request>()
  var lease: Lease?
  /// Sent in the pipeline and not yet answered.
  var inFlight = FIFO<Request>()
  /// The last of them, without a synchronisation point yet.
  var group: [Request] = []
  /// Runs outside the pipeline.
  var running: Request?
  var fetching: Request?
  var copy = CopyPhase.none
  var isPipelining = true
  var hasUnsent = false
  var isCancelling = false

  var listeners: [String: [UInt64: AsyncStream<String>.Continuation]] = [:]
  var closers: [Request] = []
  var isClosing = false
  var earliestDeadline = UInt64.max
  private(set) var failure: PostgresError?
  /// The last reason that the server gave for ending the session.
  var farewell: PostgresError?
  private var letters: [Letter] = []

  init(link: Link, mailbox: Mailbox, usesPreparedStatements: Bool) {
    self.link = link
    self.mailbox = mailbox
    self.usesPreparedStatements = usesPreparedStatements
  }

  var handle: OpaquePointer {
    guard let link else { preconditionFailure("the connection is closed") }
    return link.handle
  }

  func fail(_ error: PostgresError) { failure = failure ?? error }
  var hasFailed: Bool { failure != nil }

  func run() {
    while !hasFailed {
      takeLetters()
      if hasUnsent { flush() }
      let wasBlocked = hasUnsent
      sendEligible()
      flush()
      if hasFailed || isFinished { break }
      // What was held back for the full socket may go now; nothing else would wake us for it.
      if wasBlocked, !hasUnsent { continue }
      wait()
    }
    finish()
  }

  private var isFinished: Bool {
    isClosing && lease == nil && lane.isEmpty && owned.isEmpty && inFlight.isEmpty && running == nil
  }

  private func takeLetters() {
    mailbox.take(into: &letters)
    for letter in letters { deliver(letter) }
    letters.removeAll(keepingCapacity: true)
  }

  private func wait() {
    guard let link, mailbox.fallAsleep() else { return }
    let limit = Clock.millisecondsUntil(earliestDeadline)
    let ready = hub_wait(link.socket, hasUnsent ? 1 : 0, mailbox.wakeUp, limit)
    if ready & 4 != 0 { hub_wake_clear(mailbox.wakeUp) }
    if ready & 1 != 0 { read() }
    if earliestDeadline != .max, Clock.now >= earliestDeadline { expire() }
  }

  func flush() {
    guard !hasFailed else { return }
    switch PQflush(handle) {
    case 0: hasUnsent = false
    case 1: hasUnsent = true
    default: read()
    }
  }

  private func read() {
    let isAlive = PQconsumeInput(handle) == 1
    drain()
    takeNotifications()
    if !isAlive || link?.isBroken == true { fail(farewell ?? .lost) }
  }

  /// Everyone still waiting learns why; nothing is accepted any more.
  private func finish() {
    let error = failure ?? .closed
    for case .request(let request) in mailbox.end(error) { settle(request, with: error) }
    link = nil
    if let fetching { settle(fetching, with: error) }
    if let running { settle(running, with: error) }
    for request in inFlight.removeAll() + owned.removeAll() + lane.removeAll() { settle(request, with: error) }
    for stream in listeners.values.flatMap(\.values) { stream.finish() }
    for closer in closers { closer.resume() }
  }

  /// The one place where a request leaves the session.
  func settle(_ request: Request, with error: (any Error)? = nil) {
    mailbox.countOut()
    if let error { request.resume(error) } else { request.resume() }
  }
}
