import HubConnectorKit
import HubModel
import HubPostgres

extension StreamRead {
  /// Reads the changes from a position up to the end that the log had when the read began.
  ///
  /// The position's own place is what the server may forget from now on: whoever gives it has stored what came before.
  func changes(
    from start: StreamPosition, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let plan = try await self.plan(start)
    var position = start
    position.system = plan.log.system ?? start.system
    var filler = RowFiller(columns: configuration.columns, header: plan.header, mostRows: batchRows)
    if plan.bound > position.from {
      let replication = try await open(position)
      do {
        try await follow(replication, plan, position, &filler, into: sink)
        await replication.close()
      } catch {
        await replication.close()
        throw error
      }
    }
    let end = max(plan.bound, position.from)
    let next = StreamPosition(slot: position.slot, from: end, system: position.system)
    return filler.summary(checkpoint: next.checkpoint)
  }

  // MARK: Before the first change

  private struct Plan {
    var table: QualifiedName
    var header: [String]
    var forms: [TextForm]
    var bound: WALPosition
    var log: ServerLog
  }

  private func plan(_ position: StreamPosition) async throws -> Plan {
    guard position.slot == names.slot else { throw SlotState.lostError(names.slot) }
    return try await withSession { session in
      let shape = try await SourceShape.read(configuration.relation, in: session)
      try shape.check(configuration.columns)
      try await ground().check(in: session)
      let log = try await ServerLog.read(in: session)
      try log.check(position)
      switch try await SlotState.read(names.slot, in: session) {
      case .usable(let confirmed) where confirmed <= position.from: break
      case .foreign: throw SlotState.foreignError(names.slot)
      case .usable, .missing, .lost: throw SlotState.lostError(names.slot)
      }
      let list = SelectList(configuration.columns)
      let rows = try await session.query(
        "SELECT \(list.names.map(SelectList.column).joined(separator: ", ")) FROM \(configuration.relation.sql) LIMIT 0")
      let forms = list.names.indices.map { TextForm(typeID: rows.typeID($0)) }
      return Plan(
        table: try table(), header: shape.header, forms: forms, bound: position.within?.bound ?? log.end, log: log)
    }
  }

  /// A slot that the reader before is just leaving is waited for.
  private func open(_ position: StreamPosition) async throws -> ReplicationConnection {
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
