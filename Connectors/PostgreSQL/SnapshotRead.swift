import HubConnectorKit
import HubModel
import HubPostgres

/// Reads a relation whole, all of it as of one instant, in the order in which the source has its rows.
struct SnapshotRead {
  let access: SourceAccess
  let batchRows: Int

  private var configuration: PostgreSQLConfiguration { access.configuration }

  func run(into sink: (consuming Batch) async throws -> Void) async throws -> ReadSummary {
    let session = try await access.session()
    let shape: SourceShape
    do {
      shape = try await SourceShape.read(configuration.relation, in: session)
      try shape.check(configuration.columns)
    } catch {
      await session.close()
      throw error
    }
    let list = SelectList(configuration.columns)
    let select = SourceSelect(sql: "SELECT \(list.sql) FROM \(configuration.relation.sql)")
    let lane = SnapshotLane(session, ranges: [select])
    do {
      let summary = try await deliver(lane, shape, into: sink)
      await lane.close()
      return summary
    } catch {
      await lane.close()
      throw error
    }
  }

  private func deliver(
    _ lane: SnapshotLane, _ shape: SourceShape, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    var filler = RowFiller(columns: configuration.columns, header: shape.header, mostRows: batchRows)
    var isOver = false
    while !isOver {
      let piece = try await lane.next()
      isOver = piece.endsRange
      for rows in piece.rows {
        for row in 0..<rows.count {
          filler.add(rows, row)
          if filler.isFull { try await sink(filler.take()) }
        }
      }
    }
    if filler.batch.rows > 0 { try await sink(filler.take()) }
    return filler.summary()
  }
}
