import HubConnectorKit
import HubModel
import HubODBC

/// One read: its range, its parts, and the batches that come of them. Used by one task.
final class SourceReading {
  let source: SourceSession
  private let batchRows: Int

  init(_ source: SourceSession, batchRows: Int) {
    self.source = source
    self.batchRows = batchRows
  }

  private var configuration: ODBCConfiguration { source.configuration }

  func run(
    from checkpoint: Checkpoint?, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    defer { source.close() }
    do {
      return try await read(try ReadStart(checkpoint, configuration), sink)
    } catch let failure as FinalFailure {
      throw failure.cause
    }
  }

  private func read(
    _ start: ReadStart, _ sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    let configuration = self.configuration
    let columns = try await source.step { try await $0.describe(SourceShape.question(configuration)) }
    let shape = try SourceShape(columns, configuration)
    let range = try await source.range(of: shape, start)
    var state = ReadState(
      assembly: try RowAssembly(
        shape, encoding: configuration.encoding, batchRows: batchRows, columns: configuration.columns,
        position: start.position),
      page: PageSize(isLong: columns.contains { $0.size == 0 || $0.size > 16_000 }), range: range,
      view: source.view)
    for section in shape.sections(range, from: start.position.part) {
      while try await source.step({ try await self.page(section, shape, $0, &state, sink) }) {}
    }
    if !state.assembly.isEmpty { try await hand(&state, sink) }
    return ReadSummary(
      rows: state.assembly.delivered, refused: state.assembly.refused, bytes: state.assembly.bytes, header: shape.header,
      checkpoint: range?.next.map { CheckpointText.start($0).checkpoint })
  }

  /// Reads on in `section`, to its end or to that of a page; true where rows may be left.
  private func page(
    _ section: ReadSection, _ shape: SourceShape, _ session: ODBCSession, _ state: inout ReadState,
    _ sink: (consuming Batch) async throws -> Void
  ) async throws -> Bool {
    let isPaged = shape.dialect.isPaged && section.isKeyed
    let isSameView = state.view == source.view
    guard isSameView || state.goesOn(section) else { throw FinalFailure(cause: snapshotLost) }
    state.view = source.view
    state.assembly.begin(section)
    let before = state.assembly.position
    let limit = isPaged ? state.page.rows + before.same + before.broken : nil
    let query = shape.query(
      section, from: before, limit: limit, text: configuration.text, fieldLimit: RowAssembly.fieldLimit)
    let bytes = state.assembly.bytes
    var rows = 0
    try await session.read(query) { block in
      for row in 0..<block.rows {
        rows += 1
        try state.assembly.take(block, row: row)
        if state.assembly.isFull { try await self.hand(&state, sink) }
      }
    }
    if shape.givesBorderBack(section), !state.assembly.hasBorder, let after = before.after {
      guard !isSameView || state.isFresh else { throw FinalFailure(cause: shape.borderLost(section.order)) }
      // A row that was removed meanwhile stays away too, from another view.
      try await checkBorders(zip(section.order, after).map { (index: $0, value: $1) }, shape, session)
    }
    state.isFresh = false
    state.page.learn(rows: rows, bytes: state.assembly.bytes - bytes)
    guard let limit else { return false }
    return rows >= limit
  }

  private func checkBorders(
    _ borders: [(index: Int, value: String)], _ shape: SourceShape, _ session: ODBCSession
  ) async throws {
    guard let (sql, parameters) = shape.borderQuestion(borders) else { return }
    let answer = try await session.answer(sql, parameters)
    do { try shape.checkBorders(borders, answer) } catch { throw FinalFailure(cause: error) }
  }

  private var snapshotLost: HubError {
    HubError(
      "snapshot-lost", "The connection was lost, and another session would not see the same rows in the same order.",
      remedy: "Read again from the start; a key, where the table has one, lets a read go on.", persistence: .transient)
  }

  private func hand(
    _ state: inout ReadState, _ sink: (consuming Batch) async throws -> Void
  ) async throws {
    var batch = state.assembly.takeBatch()
    batch.checkpoint = CheckpointText.inside(state.range, state.assembly.position).checkpoint
    do { try await sink(batch) } catch { throw FinalFailure(cause: error) }
  }
}

/// An error that must not be taken for one of the source's and tried again within this read: the reader's own, or the end of
/// a view of the data.
private struct FinalFailure: Error {
  let cause: any Error
}
