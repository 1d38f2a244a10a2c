internal import CLibPQ

extension Session {
  /// Bounds what the server has to answer before the client reads on.
  private static let pipelineLimit = 1024
  /// Bounds how many look-ups wait for the slowest among them.
  private static let groupLimit = 32

  func sendEligible() {
    startEligible()
    endGroup()
  }

  private func startEligible() {
    while !hasFailed, !isCancelling {
      guard let request = lease == nil ? lane.first : owned.first, mayStart(request) else { return }
      _ = lease == nil ? lane.removeFirst() : owned.removeFirst()
      if request.isAbandoned { settle(request) } else { start(request) }
    }
  }

  private func mayStart(_ request: Request) -> Bool {
    guard running == nil, fetching == nil else { return false }
    switch request.kind {
    case .statement: return copy == .none && inFlight.count < Self.pipelineLimit
    case .lease: return copy == .none
    case .script, .copyIn, .copyOut: return copy == .none && inFlight.isEmpty
    case .copyData, .copyEnd: return !hasUnsent
    case .copyFetch: return true
    }
  }

  private func start(_ request: Request) {
    switch request.kind {
    case .statement(let sql, let parameters, let prepare):
      send(request, sql, parameters, prepare: prepare && usesPreparedStatements)
    case .lease(let lease, let begin): grant(lease, begin, to: request)
    case .script(let sql), .copyIn(let sql), .copyOut(let sql): sendAlone(request, sql)
    case .copyData(let bytes): put(bytes, of: request)
    case .copyEnd(let isFailure): endCopy(isFailure: isFailure, request)
    case .copyFetch: fetch(request)
    }
  }

  /// The caller gets the lease with the answer to its opening statement.
  private func grant(_ lease: Lease, _ begin: String?, to request: Request) {
    self.lease = lease
    mailbox.hold(lease)
    guard let begin else { return settle(request) }
    let opening = Request(.statement(sql: begin, .none, prepare: true), lease: lease, deadline: request.deadline)
    request.handOver(to: opening)
    owned.append(opening)
  }

  // MARK: In the pipeline

  private func send(_ request: Request, _ sql: String, _ parameters: EncodedParameters, prepare: Bool) {
    if !isPipelining {
      guard PQenterPipelineMode(handle) == 1 else { return abort(request) }
      isPipelining = true
    }
    let sharesGroup = request.isLookup && !request.isRetry
    if !sharesGroup { endGroup() }
    let statement = prepare ? statements.statement(for: sql, parameters) : nil
    request.begin(statement?.0, isNew: statement?.isNew ?? false)
    let isSent = parameters.withPointers { values in
      guard let statement else { return sendUnnamed(sql, parameters, values) }
      return (!statement.isNew || sendParse(statement.0)) && sendBind(statement.0, parameters, values)
    }
    guard isSent else { return abort(request) }
    inFlight.append(request)
    group.append(request)
    if !sharesGroup || group.count == Self.groupLimit { endGroup() }
  }

  /// Puts the synchronisation point behind what was sent since the last one.
  private func endGroup() {
    guard let last = group.last else { return }
    group.removeAll(keepingCapacity: true)
    last.endsGroup = true
    if PQpipelineSync(handle) != 1 { fail(farewell ?? .lost) }
  }

  private func sendParse(_ statement: PreparedStatement) -> Bool {
    PQsendPrepare(handle, statement.name, statement.sql, Int32(statement.types.count), statement.types) == 1
  }

  private func sendBind(
    _ statement: PreparedStatement, _ parameters: EncodedParameters, _ values: UnsafePointer<UnsafePointer<CChar>?>?
  ) -> Bool {
    PQsendQueryPrepared(
      handle, statement.name, Int32(parameters.count), values, parameters.lengths, parameters.formats, 1) == 1
  }

  private func sendUnnamed(
    _ sql: String, _ parameters: EncodedParameters, _ values: UnsafePointer<UnsafePointer<CChar>?>?
  ) -> Bool {
    PQsendQueryParams(
      handle, sql, Int32(parameters.count), parameters.types, values, parameters.lengths, parameters.formats, 1) == 1
  }

  // MARK: Outside the pipeline

  private func sendAlone(_ request: Request, _ sql: String) {
    if isPipelining {
      guard PQexitPipelineMode(handle) == 1 else { return abort(request) }
      isPipelining = false
    }
    guard PQsendQuery(handle, sql) == 1 else { return abort(request) }
    running = request
  }

  /// libpq could not take the request: the connection is gone, or its state is not what we think.
  func abort(_ request: Request) {
    inFlight.append(request)
    fail(farewell ?? .lost)
  }
}

extension Request {
  /// Forgets what an earlier attempt left.
  fileprivate func begin(_ statement: PreparedStatement?, isNew: Bool) {
    self.statement = statement
    isPreparing = isNew
    separators = isNew ? 2 : 1
    endsGroup = false
    isSkipped = false
    error = nil
    rows = nil
  }
}

extension EncodedParameters {
  static let none: EncodedParameters = {
    do { return try EncodedParameters([]) } catch { preconditionFailure("nothing to encode") }
  }()

  /// The addresses that libpq wants, one a parameter, nil for NULL.
  func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
    guard count > 0 else { return body(nil) }
    return bytes.withUnsafeBytes { content in
      withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { pointers in
        let base = content.baseAddress?.assumingMemoryBound(to: CChar.self)
        for index in 0..<count {
          pointers.initializeElement(at: index, to: starts[index] < 0 ? nil : base?.advanced(by: Int(starts[index])))
        }
        return body(UnsafePointer(pointers.baseAddress))
      }
    }
  }
}
