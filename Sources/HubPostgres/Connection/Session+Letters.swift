internal import CLibPQ

extension Session {
  func deliver(_ letter: Letter) {
    switch letter {
    case .request(let request): deliver(request)
    case .abandon(let request): abandon(request)
    case .release(let lease): release(lease)
    case .interrupt(let lease): if lease === self.lease { askToCancel() }
    case .listen(let channel, let id, let stream): listen(channel, id, stream)
    case .unlisten(let channel, let id): unlisten(channel, id)
    case .cancellationSent: isCancelling = false
    case .breakOff: fail(.lost)
    case .close(let closer):
      isClosing = true
      if let closer { closers.append(closer) }
    }
  }

  private func deliver(_ request: Request) {
    request.isDelivered = true
    if request.isAbandonedEarly { request.abandon(CancellationError()) }
    earliestDeadline = min(earliestDeadline, request.deadline)
    guard let wanted = request.lease else { return lane.append(request) }
    guard wanted === lease else { return settle(request, with: PostgresError.leaseOver) }
    owned.append(request)
  }

  private func release(_ released: Lease) {
    guard released === lease else { return }
    lease = nil
    mailbox.hold(nil)
    for request in owned.removeAll() { settle(request, with: PostgresError.leaseOver) }
    let isAtRest = inFlight.isEmpty && running == nil && fetching == nil && copy == .none
    guard isAtRest, PQtransactionStatus(handle) == PQTRANS_IDLE else { return fail(.lost) }
  }

  // MARK: Giving up

  /// The caller's task was cancelled. A query that is alone with the server is stopped there; a neighbour in the
  /// pipeline could be hit instead, so otherwise the answer is dropped when it comes.
  private func abandon(_ request: Request) {
    guard request.isDelivered else { return request.isAbandonedEarly = true }
    let isAlone =
      running === request || fetching === request || (inFlight.count == 1 && inFlight.first === request)
    guard isAlone else { return request.abandon(CancellationError()) }
    request.isCancelled = true
    askToCancel()
  }

  /// PQcancel blocks, so it has a thread of its own; nothing is sent until it is done, lest it hit the next query.
  func askToCancel() {
    guard !isCancelling, let cancel = PQgetCancel(handle) else { return }
    isCancelling = true
    let order = CancelOrder(cancel: cancel, mailbox: mailbox)
    if !Threads.start({ order.run() }) { isCancelling = false }
  }

  /// Deals with everything whose time is over. A dead head of the line means a dead server.
  func expire() {
    let now = Clock.now
    let heads = [running, fetching, inFlight.first].compactMap { $0 }
    if heads.contains(where: { $0.deadline <= now }) { return fail(.timedOut) }
    earliestDeadline = .max
    for queue in [lane, owned, inFlight] {
      queue.forEach { request in
        if request.isAbandoned { return }
        if request.deadline <= now { return request.abandon(PostgresError.timedOut) }
        earliestDeadline = min(earliestDeadline, request.deadline)
      }
    }
    for head in heads { earliestDeadline = min(earliestDeadline, head.deadline) }
  }

  // MARK: Channels

  private func listen(_ channel: String, _ id: UInt64, _ stream: AsyncStream<String>.Continuation) {
    listeners[channel, default: [:]][id] = stream
    if listeners[channel]?.count == 1 { enqueue("LISTEN \(quotedIdentifier(channel))", channel: channel) }
  }

  private func unlisten(_ channel: String, _ id: UInt64) {
    listeners[channel]?[id] = nil
    guard listeners[channel]?.isEmpty == true else { return }
    listeners[channel] = nil
    enqueue("UNLISTEN \(quotedIdentifier(channel))")
  }

  /// A statement that nobody waits for.
  private func enqueue(_ sql: String, channel: String? = nil) {
    let request = Request(.statement(sql: sql, .none, prepare: false))
    request.channel = channel
    mailbox.countIn()
    lane.append(request)
  }

  func takeNotifications() {
    while let notice = PQnotifies(handle) {
      let channel = String(cString: notice.pointee.relname), payload = String(cString: notice.pointee.extra)
      PQfreemem(notice)
      for stream in (listeners[channel] ?? [:]).values { stream.yield(payload) }
    }
  }
}

/// Carries libpq's cancel object to a thread and frees it there.
private final class CancelOrder {
  private let cancel: OpaquePointer
  private let mailbox: Mailbox

  init(cancel: OpaquePointer, mailbox: Mailbox) {
    self.cancel = cancel
    self.mailbox = mailbox
  }

  func run() {
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(cancel, &message, Int32(message.count))
    _ = mailbox.post(.cancellationSent)
  }

  deinit { PQfreeCancel(cancel) }
}

// A PGcancel is immutable; libpq allows it to be used from any thread.
extension CancelOrder: @unchecked Sendable {}
