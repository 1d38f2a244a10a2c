import HubConnectorKit
import HubModel
import HubPostgres

extension StreamRead {
  /// Reads all rows, and ends where the changes begin that they do not have.
  ///
  /// Without a usable slot one is made, and its snapshot is read; it goes again unless the read ends whole. With one it is
  /// kept, so that an older checkpoint stays good until the new one is used; a slot for the moment gives the snapshot and its
  /// place in the log.
  func snapshot(into sink: (consuming Batch) async throws -> Void) async throws -> ReadSummary {
    let (state, system) = try await prepare()
    let isKept = if case .usable = state { true } else { false }
    let replication = try await self.replication()
    var mayBeOurs = !isKept
    do {
      let made: (consistent: WALPosition, snapshot: String)
      do {
        made = try await replication.createSlot(isKept ? names.passingSlot : names.slot, isTemporary: isKept)
      } catch let fault as PostgresError {
        // Another reader made it meanwhile, and needs it.
        if fault.sqlState == "42710" { mayBeOurs = false }
        throw SourceFault.error(fault)
      }
      var summary = try await SnapshotRead(access: access, batchRows: batchRows)
        .run(snapshot: made.snapshot, opened: { await replication.close() }, into: sink)
      summary.checkpoint = StreamPosition(slot: names.slot, from: made.consistent, system: system).checkpoint
      return summary
    } catch {
      await replication.close()
      if mayBeOurs { await drop() }
      throw error
    }
  }

  /// Looks at the ground, and clears a slot away that lost its log.
  private func prepare() async throws -> (SlotState, system: String?) {
    try await withSession { session in
      let ground = try self.ground()
      try await SourceShape.read(configuration.relation, in: session).check(configuration.columns)
      try await ground.check(in: session)
      let state = try await SlotState.read(names.slot, in: session)
      if state == .foreign { throw SlotState.foreignError(names.slot) }
      if state == .missing || state == .lost { try await ground.checkBound(in: session) }
      if state == .lost { try await session.query("SELECT pg_drop_replication_slot($1)", [.text(names.slot)]) }
      try await ground.checkRoom(in: session)
      return (state, system: try await ServerLog.read(in: session).system)
    }
  }

  /// The first read did not come to its end: nobody will know the slot's checkpoint, so it must not keep the log. Goes on
  /// although the task is cancelled.
  private func drop() async {
    let access = access
    let slot = names.slot
    await Task {
      guard let session = try? await access.session() else { return }
      _ = try? await session.query(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = $1 AND NOT active",
        [.text(slot)])
      await session.close()
    }.value
  }
}
