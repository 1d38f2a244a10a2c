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
    } catch let failure as SinkFailure {
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
      page: PageSize(isLong: columns.contains { $0.size == 0 || $0.size > 16_000 }), range: range)
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
    state.page.learn(rows: rows, bytes: state.assembly.bytes - bytes)
    guard let limit else { return false }
    return rows >= limit
  }

  private func hand(
    _ state: inout ReadState, _ sink: (consuming Batch) async throws -> Void
  ) async throws {
    var batch = state.assembly.takeBatch()
    batch.checkpoint = CheckpointText.inside(state.range, state.assembly.position).checkpoint
    do { try await sink(batch) } catch { throw SinkFailure(cause: error) }
  }
}

/// What changes while a read goes on.
private struct ReadState {
  var assembly: RowAssembly
  var page: PageSize
  let range: CursorRange?
}

/// The reader's own error, which must not be taken for one of the source and tried again.
private struct SinkFailure: Error {
  let cause: any Error
}
