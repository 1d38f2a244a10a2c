internal import CLibPQ

extension Session {
  /// Takes every answer that is complete in memory.
  func drain() {
    if fetching != nil { readCopy() }
    if running != nil { drainAlone() } else if fetching == nil, copy == .none { drainPipeline() }
  }

  // MARK: In the pipeline

  /// Per request: its results, each followed by a nil, then the synchronisation point unless others share it.
  private func drainPipeline() {
    while let head = inFlight.first, let link, !link.isBusy, !hasFailed {
      guard let result = PQgetResult(handle) else {
        guard head.separators > 0, !link.isBroken else { return fail(farewell ?? .lost) }
        head.separators -= 1
        if head.separators == 0, !head.endsGroup { concludeHead() }
        continue
      }
      guard PQresultStatus(result) == PGRES_PIPELINE_SYNC else {
        note(result, for: head)
        continue
      }
      PQclear(result)
      concludeHead()
    }
  }

  private func concludeHead() { conclude(inFlight.removeFirst()) }

  /// Takes ownership of the result.
  private func note(_ result: OpaquePointer, for request: Request) {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK where request.isPreparing:
      request.isPreparing = false
      request.statement?.isReady = true
      PQclear(result)
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: request.rows = PostgresRows(taking: result)
    case PGRES_FATAL_ERROR:
      noteError(PostgresError(result: result), for: request)
      PQclear(result)
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      PQclear(result)
      fail(.copyOutOfPlace)
    case PGRES_PIPELINE_ABORTED:
      request.isSkipped = true
      forgetUnprepared(request)
      PQclear(result)
    default: PQclear(result)
    }
  }

  private func noteError(_ error: PostgresError, for request: Request) {
    request.error = request.error ?? error
    if error.sqlState.hasPrefix("57P") { farewell = error }
    forgetUnprepared(request)
  }

  private func forgetUnprepared(_ request: Request) {
    guard request.isPreparing, let statement = request.statement else { return }
    request.isPreparing = false
    statements.forget(statement)
  }

  private func conclude(_ request: Request) {
    if request.isSkipped, request.error == nil, retry(request) { return }
    guard let error = request.error else { return settle(request) }
    if let statement = request.statement, error.sqlState == "0A000" || error.sqlState == "26000" {
      statements.forget(statement)
      if retry(request) { return }
    }
    if request.channel != nil { finishListeners(of: request) }
    let isOurCancellation = request.isCancelled && error.sqlState == "57014"
    settle(request, with: isOurCancellation ? CancellationError() : error)
  }

  /// A prepared statement outlived a change of its tables, or was dropped by somebody: once more, prepared anew. Or a
  /// neighbour's error passed a look-up over: once more, alone. The failed attempt had no effect. Inside a
  /// transaction it has ended the transaction, so the caller must know.
  private func retry(_ request: Request) -> Bool {
    guard !request.isRetry, request.lease == nil else { return false }
    request.isRetry = true
    lane.prepend(request)
    return true
  }

  private func finishListeners(of request: Request) {
    guard let channel = request.channel, let streams = listeners.removeValue(forKey: channel) else { return }
    for stream in streams.values { stream.finish() }
  }

  // MARK: Outside the pipeline

  private func drainAlone() {
    while let request = running, let link, !link.isBusy {
      guard let result = PQgetResult(handle) else {
        running = nil
        return concludeAlone(request)
      }
      let status = PQresultStatus(result)
      if status == PGRES_COPY_IN || status == PGRES_COPY_OUT {
        PQclear(result)
        return beginCopy(status == PGRES_COPY_IN ? .into : .out, request)
      }
      note(result, for: request)
    }
  }

  private func beginCopy(_ phase: CopyPhase, _ request: Request) {
    switch (request.kind, phase) {
    case (.copyIn, .into), (.copyOut, .out):
      running = nil
      copy = phase
      settle(request)
    default: fail(.copyOutOfPlace)
    }
  }

  private func concludeAlone(_ request: Request) {
    switch request.kind {
    case .copyIn, .copyOut: request.error = request.error ?? .notCopy
    case .script where lease == nil: endStrayTransaction(of: request)
    default: break
    }
    conclude(request)
  }

  /// A script that leaves a transaction open would hand it to the next user of the connection.
  private func endStrayTransaction(of request: Request) {
    guard PQtransactionStatus(handle) != PQTRANS_IDLE, link?.isBroken == false else { return }
    request.error = request.error ?? .transactionLeftOpen
    mailbox.countIn()
    lane.prepend(Request(.script("ROLLBACK")))
  }
}
