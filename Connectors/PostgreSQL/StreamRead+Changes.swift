import HubConnectorKit
import HubModel
import HubPostgres

extension StreamRead {
  /// Reads the changes from a position up to the end that the log had when the read began.
  ///
  /// The position's own place is what the server may forget from now on: whoever gives it has stored what came before.
  func changes(
    from position: StreamPosition, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let plan = try await self.plan(position)
    var filler = RowFiller(columns: configuration.columns, header: plan.header, mostRows: batchRows)
    if plan.bound > position.from {
      let replication = try await start(position)
      do {
        try await follow(replication, plan, position, &filler, into: sink)
        await replication.close()
      } catch {
        await replication.close()
        throw error
      }
    }
    let end = max(plan.bound, position.from)
    return filler.summary(checkpoint: StreamPosition(slot: position.slot, from: end).checkpoint)
  }

  // MARK: Before the first change

  private struct Plan {
    var table: QualifiedName
    var header: [String]
    var forms: [TextForm]
    var bound: WALPosition
  }

  private func plan(_ position: StreamPosition) async throws -> Plan {
    guard position.slot == names.slot else { throw SlotState.lostError(names.slot) }
    return try await withSession { session in
      let shape = try await SourceShape.read(configuration.relation, in: session)
      try shape.check(configuration.columns)
      try await ground().check(in: session)
      switch try await SlotState.read(names.slot, in: session) {
      case .usable(let confirmed) where confirmed <= position.from: break
      case .foreign: throw SlotState.foreignError(names.slot)
      case .usable, .missing, .lost: throw SlotState.lostError(names.slot)
      }
      let list = SelectList(configuration.columns)
      let rows = try await session.query(
        "SELECT \(list.names.map(SelectList.column).joined(separator: ", ")) FROM \(configuration.relation.sql) LIMIT 0")
      let forms = list.names.indices.map { TextForm(typeID: rows.typeID($0)) }
      let bound = try await self.bound(position, in: session)
      return Plan(table: try table(), header: shape.header, forms: forms, bound: bound)
    }
  }

  private func bound(_ position: StreamPosition, in session: SourceSession) async throws -> WALPosition {
    if let within = position.within { return within.bound }
    let rows = try await session.query(
      """
      SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END::text
      """)
    guard let bound = rows.text(0, 0).flatMap({ WALPosition($0) }) else {
      throw HubError("stream-malformed", "The server names no place in its log.")
    }
    return bound
  }

  /// A slot that the reader before is just leaving is waited for.
  private func start(_ position: StreamPosition) async throws -> ReplicationConnection {
    try await access.retry.retrying {
      let replication = try await self.replication()
      do {
        try await asSource {
          try await replication.start(slot: position.slot, from: position.from, publications: [names.publication])
        }
        return replication
      } catch {
        await replication.close()
        throw error
      }
    }
  }

  // MARK: Changes

  private func follow(
    _ replication: ReplicationConnection, _ plan: Plan, _ position: StreamPosition, _ filler: inout RowFiller,
    into sink: (consuming Batch) async throws -> Void
  ) async throws {
    var reading = ChangeReading(
      plan.table, columns: configuration.columns, keyColumns: configuration.keyColumns, forms: plan.forms, bound: plan.bound)
    var delivery = ChangeDelivery(self, position: position, bound: plan.bound)
    while !reading.isOver {
      for event in try await asSource({ try await replication.next() }) {
        try reading.take(event)
        if reading.fold.isFull { try await delivery.hand(reading.fold.takeAll(), &filler, into: sink) }
      }
    }
    try await delivery.hand(reading.fold.takeAll(), &filler, into: sink)
    if filler.batch.rows > 0 { try await sink(filler.take(delivery.checkpoint)) }
  }
}
