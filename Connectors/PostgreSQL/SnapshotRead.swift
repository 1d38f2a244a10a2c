import HubConnectorKit
import HubModel
import HubPostgres

/// Reads a relation whole, all of it as of one instant, in the order in which the source has its rows.
///
/// Several connections see the same snapshot and read ranges of blocks side by side; what they bring is handed over range by
/// range, so the rows come as one connection would bring them.
struct SnapshotRead {
  let access: SourceAccess
  let batchRows: Int

  private var configuration: PostgreSQLConfiguration { access.configuration }

  /// - Parameters:
  ///   - snapshot: the name of an exported one; nil for the source as it is now.
  ///   - opened: called when every connection has its snapshot, so that the exporter may go.
  func run(
    snapshot: String? = nil, opened: () async -> Void = {}, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let plan = try await open(snapshot)
    await opened()
    do {
      let summary = try await deliver(plan, into: sink)
      await close(plan.lanes)
      return summary
    } catch {
      await close(plan.lanes)
      throw error
    }
  }

  // MARK: Connections

  private struct Plan {
    var lanes: [SnapshotLane]
    var ranges: Int
    var header: [String]
  }

  private func open(_ snapshot: String?) async throws -> Plan {
    var sessions = [try await access.session(snapshot: snapshot)]
    do {
      let shape = try await SourceShape.read(configuration.relation, in: sessions[0])
      try shape.check(configuration.columns)
      // From an index alone rows would come in its order.
      if shape.hasRanges { try await sessions[0].query("SELECT set_config('enable_indexonlyscan', 'off', true)") }
      let ranges = self.ranges(shape)
      let wanted = min(configuration.lanes, ranges.count)
      if wanted > 1 {
        let shared = try await name(of: snapshot, in: sessions[0])
        while sessions.count < wanted { sessions.append(try await access.session(snapshot: shared)) }
      }
      let lanes = sessions.indices.map {
        SnapshotLane(sessions[$0], ranges: ranges, first: $0, step: sessions.count)
      }
      return Plan(lanes: lanes, ranges: ranges.count, header: shape.header)
    } catch {
      for session in sessions { await session.close() }
      throw error
    }
  }

  private func ranges(_ shape: SourceShape) -> SnapshotRanges {
    let list = SelectList(configuration.columns)
    let select = SourceSelect(sql: "SELECT \(list.sql) FROM \(configuration.relation.sql)")
    guard shape.hasRanges, configuration.lanes > 1 else { return SnapshotRanges(whole: select) }
    return SnapshotRanges(select, blocks: shape.blocks)
  }

  /// Exports the session's own snapshot where it was given none.
  private func name(of snapshot: String?, in session: SourceSession) async throws -> String {
    if let snapshot { return snapshot }
    return try await session.query("SELECT pg_export_snapshot()").text(0, 0) ?? ""
  }

  /// All are stopped before the first is waited for.
  private func close(_ lanes: [SnapshotLane]) async {
    for lane in lanes { lane.stop() }
    for lane in lanes { await lane.close() }
  }

  // MARK: Rows

  private func deliver(_ plan: Plan, into sink: (consuming Batch) async throws -> Void) async throws -> ReadSummary {
    var filler = RowFiller(columns: configuration.columns, header: plan.header, mostRows: batchRows)
    for lane in plan.lanes { lane.start() }
    for range in 0..<plan.ranges {
      let lane = plan.lanes[range % plan.lanes.count]
      var isOver = false
      while !isOver {
        let piece = try await lane.next()
        isOver = piece.endsRange
        try await hand(piece, to: &filler, into: sink)
      }
    }
    if filler.batch.rows > 0 { try await sink(filler.take()) }
    return filler.summary()
  }

  private func hand(
    _ piece: SnapshotPiece, to filler: inout RowFiller, into sink: (consuming Batch) async throws -> Void
  ) async throws {
    for rows in piece.rows {
      for row in 0..<rows.count {
        filler.add(rows, row)
        guard filler.isFull else { continue }
        try await sink(filler.take())
        try Task.checkCancellation()
      }
    }
  }
}
