/// One connection that speaks PostgreSQL's replication protocol: makes slots, and streams the changes of one.
///
/// Used by one task at a time. Each call has a thread of its own, so that none blocks Swift's pool; a stream has one for its
/// whole life, which answers the server while the reader is busy. Throws `PostgresError`, or `CancellationError` when the
/// calling task is cancelled.
package final class ReplicationConnection: Sendable {
  private let wire: ReplicationWire
  private var queue: ReplicationQueue { wire.queue }

  private init(_ wire: ReplicationWire) { self.wire = wire }

  deinit { wire.queue.giveUp() }

  /// `settings`: statements that the session begins with.
  package static func connect(
    _ configuration: PostgresConfiguration, settings: [String] = []
  ) async throws -> ReplicationConnection {
    let queue = ReplicationQueue()
    let wire = try await Threads.run { try ReplicationWire(configuration, queue) }
    let connection = ReplicationConnection(wire)
    for setting in settings { try await connection.command(setting) }
    return connection
  }

  /// A new slot: where its changes begin, and the name of a snapshot that shows everything before that place and nothing
  /// behind it. The snapshot can be taken over until the next call. Waits for the transactions that are writing now.
  /// - Parameter isTemporary: the slot goes with this connection.
  package func createSlot(
    _ name: String, isTemporary: Bool = false
  ) async throws -> (consistent: WALPosition, snapshot: String) {
    let kind = isTemporary ? "TEMPORARY LOGICAL" : "LOGICAL"
    let rows = try await command("CREATE_REPLICATION_SLOT \(quotedIdentifier(name)) \(kind) pgoutput EXPORT_SNAPSHOT")
    guard let rows, rows.count == 1, rows.columnCount >= 3, let position = rows.text(0, 1).flatMap({ WALPosition($0) }),
      let snapshot = rows.text(0, 2)
    else { throw PostgresError.malformedMessage }
    return (position, snapshot)
  }

  /// Begins to stream what was committed from `position` on. `position` is also what the server may forget.
  package func start(slot: String, from position: WALPosition, publications: [String]) async throws {
    let list = publications.map(quotedIdentifier).joined(separator: ",")
    let literal = "'" + list.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    try await command(
      """
      START_REPLICATION SLOT \(quotedIdentifier(slot)) LOGICAL \(position) (proto_version '1', publication_names \(literal))
      """)
    queue.begin()
    let wire = wire
    let isStarted = Threads.start {
      var stream = ReplicationStream(wire, confirmed: position)
      stream.run()
    }
    guard isStarted else {
      queue.end(nil)
      throw PostgresError("53000", "no thread could be started")
    }
  }

  /// What came since, at least one event; waits for it.
  package func next() async throws -> [ReplicationEvent] { try await queue.next() }

  /// Ends the stream in order, so that its slot is free when this returns.
  package func close() async {
    queue.giveUp()
    await queue.untilEnded()
    wire.close()
  }

  @discardableResult
  private func command(_ sql: String) async throws -> PostgresRows? {
    guard !sql.utf8.contains(0) else { throw PostgresError.nulCharacter }
    try Task.checkCancellation()
    let wire = wire
    return try await withTaskCancellationHandler {
      do {
        return try await Threads.run { try wire.command(sql) }
      } catch {
        try Task.checkCancellation()
        throw error
      }
    } onCancel: {
      wire.queue.giveUp()
    }
  }
}
