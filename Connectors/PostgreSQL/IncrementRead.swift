import HubConnectorKit
import HubModel
import HubPostgres

/// Reads what changed since the read before, in the order of cursor and key, within one snapshot.
struct IncrementRead {
  let access: SourceAccess
  let increment: Increment
  let batchRows: Int

  private var configuration: PostgreSQLConfiguration { access.configuration }

  func run(
    from start: IncrementStart, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let session = try await access.session()
    let plan: Plan
    do {
      plan = try await self.plan(start, in: session)
    } catch {
      await session.close()
      throw error
    }
    let lane = SnapshotLane(session, ranges: SnapshotRanges(whole: plan.select))
    do {
      let summary = try await deliver(lane, plan, into: sink)
      await lane.close()
      return summary
    } catch {
      await lane.close()
      throw error
    }
  }

  // MARK: Before the first row

  private struct Plan {
    var select: SourceSelect
    var header: [String]
    var bound: IncrementBound
    /// Where cursor and key stand in the rows.
    var places: [Int]
  }

  private func plan(_ start: IncrementStart, in session: SourceSession) async throws -> Plan {
    let cursor = increment.cursor ?? ""
    let shape = try await SourceShape.read(configuration.relation, in: session)
    var list = SelectList(configuration.columns)
    let places = ([cursor] + configuration.keyColumns).map { list.place(of: $0) }
    try shape.check(list.names)
    let query = IncrementQuery(
      relation: configuration.relation, cursor: cursor, keys: configuration.keyColumns,
      kind: try await kind(of: cursor, in: session), overlap: increment.overlap)
    let (bound, row) = try await self.bound(start, query, in: session)
    if let row, row.count != places.count { throw CheckpointText.unknown }
    return Plan(select: query.rows(list, bound: bound, after: row), header: shape.header, bound: bound, places: places)
  }

  private func kind(of cursor: String, in session: SourceSession) async throws -> CursorKind {
    let rows = try await session.query("SELECT \(SelectList.column(cursor)) FROM \(configuration.relation.sql) LIMIT 0")
    return CursorKind(typeID: rows.typeID(0))
  }

  private func bound(
    _ start: IncrementStart, _ query: IncrementQuery, in session: SourceSession
  ) async throws -> (IncrementBound, [String?]?) {
    let from: String?
    switch start {
    case .within(let position): return (position.bound, position.row)
    case .everything: from = nil
    case .after(let cursor): from = cursor
    }
    let select = query.bound(from: from)
    let rows = try await session.query(select.sql, select.parameters)
    return (IncrementBound(from: from, greatest: rows.text(0, 1), latest: rows.text(0, 0)), nil)
  }

  // MARK: Rows

  private func deliver(
    _ lane: SnapshotLane, _ plan: Plan, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    var filler = RowFiller(columns: configuration.columns, header: plan.header, mostRows: batchRows)
    var last: (rows: PostgresRows, row: Int)?
    var isOver = false
    while !isOver {
      let piece = try await lane.next()
      isOver = piece.endsRange
      for rows in piece.rows {
        for row in 0..<rows.count {
          filler.add(rows, row)
          last = (rows, row)
          guard filler.isFull else { continue }
          try await sink(filler.take(checkpoint(rows, row, plan)))
          try Task.checkCancellation()
        }
      }
    }
    if filler.batch.rows > 0, let last { try await sink(filler.take(checkpoint(last.rows, last.row, plan))) }
    return filler.summary(checkpoint: plan.bound.next)
  }

  private func checkpoint(_ rows: PostgresRows, _ row: Int, _ plan: Plan) -> Checkpoint {
    IncrementPosition(row: plan.places.map { rows.text(row, $0) }, bound: plan.bound).checkpoint
  }
}
