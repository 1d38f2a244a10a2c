/// One thing asked of a connection. Its inputs never change; everything else is touched by the session's thread alone
/// between being posted and being resumed.
final class Request {
  enum Kind: Sendable {
    /// Extended protocol, in the pipeline.
    case statement(sql: String, EncodedParameters, prepare: Bool)
    /// Simple protocol: several statements, no parameters.
    case script(String)
    /// Exclusive use of the connection from here on, opened with the statement where one is given.
    case lease(Lease, begin: String?)
    case copyIn(String)
    case copyData([UInt8])
    case copyEnd(isFailure: Bool)
    case copyOut(String)
    case copyFetch
  }

  let kind: Kind
  /// The lease under which the request runs; nil for the shared lane.
  let lease: Lease?
  /// Monotonic nanoseconds; `.max` for none.
  let deadline: UInt64
  /// Without side effects, so that it may share its transaction with neighbours and be asked again.
  let isLookup: Bool
  private var continuation: UnsafeContinuation<PostgresRows?, any Error>?

  /// What the server has answered so far.
  var rows: PostgresRows?
  var error: PostgresError?
  var statement: PreparedStatement?
  /// The request carries the Parse message of its statement, and the server has not answered that yet.
  var isPreparing = false
  /// Nils of libpq that will stand between its results: one a command.
  var separators = 0
  /// The synchronisation point follows the request; else its neighbours share one behind them.
  var endsGroup = true
  /// An error before it in the group made the server pass it over.
  var isSkipped = false
  var isRetry = false
  /// The server was asked to stop it.
  var isCancelled = false
  /// The caller gave up before the session saw the request.
  var isAbandonedEarly = false
  var isDelivered = false
  /// The caller has its answer; what the server still sends goes nowhere.
  private(set) var isAbandoned = false
  /// The channel that the request subscribes to.
  var channel: String?
  /// Rows of a COPY OUT, each behind a native four-byte length.
  var chunk: [UInt8] = []
  var isCopyOver = false

  init(_ kind: Kind, lease: Lease? = nil, deadline: UInt64 = .max, isLookup: Bool = false) {
    self.kind = kind
    self.isLookup = isLookup && lease == nil
    self.lease = lease
    self.deadline = deadline
  }

  /// Before the request is posted.
  func attach(_ continuation: UnsafeContinuation<PostgresRows?, any Error>) { self.continuation = continuation }

  func resume(_ error: any Error) { take()?.resume(throwing: error) }
  func resume() { take()?.resume(returning: rows) }

  func abandon(_ error: any Error) {
    isAbandoned = true
    resume(error)
  }

  /// Moves the waiting caller to another request.
  func handOver(to other: Request) { other.continuation = take() }

  private func take() -> UnsafeContinuation<PostgresRows?, any Error>? {
    defer { continuation = nil }
    return continuation
  }
}

// Posted through the mailbox's lock: before it the caller owns the request, after it the session's thread does, and
// after the resumption the caller again.
extension Request: @unchecked Sendable {}

/// Exclusive use of a connection, by identity.
final class Lease: Sendable {
  /// The leases that the current task and its parents hold.
  @TaskLocal static var held: [Lease] = []
}

/// A statement prepared on one connection.
final class PreparedStatement {
  let name: String
  let sql: String
  let types: [UInt32]
  /// The server has confirmed the Parse message.
  var isReady = false

  init(name: String, sql: String, types: [UInt32]) {
    self.name = name
    self.sql = sql
    self.types = types
  }

  /// NULL goes with every type.
  func accepts(_ parameters: EncodedParameters) -> Bool {
    guard types.count == parameters.count else { return false }
    for index in types.indices where types[index] != parameters.types[index] && parameters.starts[index] >= 0 {
      return false
    }
    return true
  }
}
