internal import CLibPQ

/// The thread's side of a replication connection: commands, and then the stream. Every call blocks.
final class ReplicationWire {
  private var link: Link?
  let queue: ReplicationQueue
  /// Seconds for a command.
  private let patience: Duration?

  init(_ configuration: PostgresConfiguration, _ queue: ReplicationQueue) throws(PostgresError) {
    guard queue.wakeUp >= 0 else { throw PostgresError("53000", "no descriptor could be opened") }
    link = try Link(configuration, deadline: Clock.deadline(after: configuration.connectTimeout), replicates: true)
    self.queue = queue
    patience = configuration.queryTimeout
  }

  var current: Link {
    get throws(PostgresError) {
      guard let link else { throw .closed }
      return link
    }
  }

  func close() { link = nil }

  // MARK: Commands

  /// The rows of the answer; nil where the command opened a stream or has none. Giving the queue up stops it at the server.
  func command(_ sql: String) throws(PostgresError) -> PostgresRows? {
    let handle = try current.handle
    guard PQsendQuery(handle, sql) == 1 else { throw .lost }
    let deadline = Clock.deadline(after: patience)
    var rows: PostgresRows?
    var fault: PostgresError?
    while let result = try nextResult(deadline) {
      switch PQresultStatus(result) {
      case PGRES_COPY_BOTH:
        PQclear(result)
        return nil
      case PGRES_TUPLES_OK: rows = PostgresRows(taking: result)
      case PGRES_FATAL_ERROR:
        fault = fault ?? PostgresError(result: result)
        PQclear(result)
      default: PQclear(result)
      }
    }
    if let fault { throw fault }
    return rows
  }

  private func nextResult(_ deadline: UInt64) throws(PostgresError) -> OpaquePointer? {
    let link = try current
    var isCancelled = false
    while true {
      let unsent = PQflush(link.handle)
      guard unsent >= 0 else { throw .lost }
      if !link.isBusy { return PQgetResult(link.handle) }
      let remaining = Clock.millisecondsUntil(deadline)
      guard remaining != 0 else { throw .timedOut }
      let ready = hub_wait(link.socket, unsent, queue.wakeUp, remaining)
      if ready & 4 != 0 { hub_wake_clear(queue.wakeUp) }
      if queue.isGivenUp, !isCancelled {
        isCancelled = true
        cancel(link)
      }
      if ready & 1 != 0, PQconsumeInput(link.handle) != 1 { throw .lost }
    }
  }

  private func cancel(_ link: Link) {
    guard let cancel = PQgetCancel(link.handle) else { return }
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(cancel, &message, Int32(message.count))
    PQfreeCancel(cancel)
  }

  /// Ends a stream in order, so that the slot is free when this returns. A server that does not answer is left after 5 seconds.
  func endStream() {
    guard let link, PQputCopyEnd(link.handle, nil) == 1 else { return }
    let deadline = Clock.deadline(after: .seconds(5))
    while true {
      var row: UnsafeMutablePointer<CChar>?
      let unsent = PQflush(link.handle)
      let length = PQgetCopyData(link.handle, &row, 1)
      if let row { PQfreemem(row) }
      let remaining = Clock.millisecondsUntil(deadline)
      guard unsent >= 0, length >= 0, remaining > 0 else { break }
      if length > 0 { continue }
      if hub_wait(link.socket, unsent, -1, remaining) & 1 != 0, PQconsumeInput(link.handle) != 1 { return }
    }
    while Clock.now < deadline, let result = try? nextResult(deadline) { PQclear(result) }
  }
}

// Used by one task at a time, which waits for each call, and by the stream's thread alone once that has begun.
extension ReplicationWire: @unchecked Sendable {}
