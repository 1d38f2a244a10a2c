internal import Synchronization

/// One session with PostgreSQL, usable from any number of tasks at once.
///
/// A thread of its own talks to libpq, so that no call blocks Swift's pool. Queries of concurrent tasks go out in one
/// pipeline and come back in order; an error of one leaves the others alone. Throws `PostgresError`, or
/// `CancellationError` when the calling task is cancelled.
package final class PostgresConnection: Sendable {
  let mailbox: Mailbox
  let configuration: PostgresConfiguration
  private let nextListener = Atomic<UInt64>(0)

  private init(mailbox: Mailbox, configuration: PostgresConfiguration) {
    self.mailbox = mailbox
    self.configuration = configuration
  }

  deinit { _ = mailbox.post(.close(nil)) }

  /// Refuses servers older than PostgreSQL 15.
  package static func connect(_ configuration: PostgresConfiguration) async throws -> PostgresConnection {
    let mailbox: Mailbox
    do {
      mailbox = try await SessionOpening.open(configuration)
    } catch let error as PostgresError where error.isRefusedRight {
      throw PostgresError.mayNotConnect(as: configuration.role)
    }
    let connection = PostgresConnection(mailbox: mailbox, configuration: configuration)
    let script = configuration.sessionScript
    guard !script.isEmpty else { return connection }
    do {
      try await connection.execute(script)
    } catch let error as PostgresError where error.isRefusedRight {
      throw await connection.missingMembership() ?? error
    }
    return connection
  }

  /// Of a session whose SET ROLE was refused: which role its login lacks, and the statement that gives it.
  private func missingMembership() async -> PostgresError? {
    guard let wanted = configuration.role,
      let rows = try? await query("SELECT quote_ident($1::text), quote_ident(session_user)", [.text(wanted)], prepare: false),
      let role = rows.text(0, 0), let login = rows.text(0, 1)
    else { return nil }
    return .noMember(login: login, of: role)
  }

  /// False once the connection was closed or lost; it does not come back.
  package var isOpen: Bool { mailbox.end == nil }
  /// Requests under way.
  package var load: Int { mailbox.load }

  /// Runs one statement; its transaction is its own. With `prepare` the server parses it once per connection and text.
  @discardableResult
  package func query(
    _ sql: String, _ parameters: [PostgresValue] = [], prepare: Bool = true
  ) async throws -> PostgresRows {
    try await query(sql, parameters, prepare: prepare, lease: nil)
  }

  /// Asks a statement that has no side effects. Look-ups of one moment share a transaction and one trip, so they are
  /// about twice as fast as queries; each waits for the slowest of at most 32, and may be asked twice when one fails.
  package func lookup(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> PostgresRows {
    try await query(sql, parameters, prepare: true, lease: nil, isLookup: true)
  }

  /// Runs several statements without parameters as one implicit transaction; for DDL and SET.
  package func execute(_ script: String) async throws {
    guard !script.utf8.contains(0) else { throw PostgresError.nulCharacter }
    try await perform(.script(script), lease: nil)
  }

  /// Notifications of a channel, from the moment that the LISTEN behind it is carried out: before any query that is
  /// asked of this connection later. The stream ends with the connection.
  package func listen(_ channel: String) -> AsyncStream<String> {
    let id = nextListener.wrappingAdd(1, ordering: .relaxed).newValue
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1024))
    let mailbox = mailbox
    continuation.onTermination = { _ in _ = mailbox.post(.unlisten(channel: channel, id: id)) }
    guard !channel.utf8.contains(0), mailbox.post(.listen(channel: channel, id: id, continuation)) == nil else {
      continuation.finish()
      return stream
    }
    return stream
  }

  /// Finishes what was asked, then closes.
  package func close() async {
    let request = Request(.script(""))
    _ = try? await withUnsafeThrowingContinuation { continuation in
      request.attach(continuation)
      if mailbox.post(.close(request)) != nil { request.resume() }
    }
  }

  // MARK: For transactions and COPY

  @discardableResult
  func query(
    _ sql: String, _ parameters: [PostgresValue], prepare: Bool, lease: Lease?, isShielded: Bool = false,
    isLookup: Bool = false
  ) async throws -> PostgresRows {
    guard !sql.utf8.contains(0) else { throw PostgresError.nulCharacter }
    let encoded = parameters.isEmpty ? EncodedParameters.none : try EncodedParameters(parameters)
    let kind = Request.Kind.statement(sql: sql, encoded, prepare: prepare)
    let answered = try await perform(kind, lease: lease, isShielded: isShielded, isLookup: isLookup)
    guard let rows = answered.rows else { throw PostgresError.lost }
    return rows
  }

  /// `isShielded`: goes on although the task is cancelled.
  @discardableResult
  func perform(
    _ kind: Request.Kind, lease: Lease?, isShielded: Bool = false, isLookup: Bool = false
  ) async throws -> Request {
    if !isShielded { try Task.checkCancellation() }
    if lease == nil, mailbox.isHeldByCaller { throw PostgresError.ownConnectionInTransaction }
    let deadline = Clock.deadline(after: configuration.queryTimeout)
    let request = Request(kind, lease: lease, deadline: deadline, isLookup: isLookup)
    _ = try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        request.attach(continuation)
        post(request)
      }
    } onCancel: {
      if !isShielded { _ = mailbox.post(.abandon(request)) }
    }
    return request
  }

  private func post(_ request: Request) {
    mailbox.countIn()
    guard let end = mailbox.post(.request(request)) else { return }
    mailbox.countOut()
    request.resume(end)
  }
}
