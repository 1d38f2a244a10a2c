import HubConnectorKit
import HubModel
import HubTesting

extension StandInConnector {
  /// `from|count`: the cursor where the read began, and the entries of it that are done.
  private struct Position {
    var from: Int64 = 0
    var count = 0

    init(_ checkpoint: Checkpoint?) throws {
      guard let checkpoint else { return }
      let parts = checkpoint.rawValue.split(separator: "|").compactMap { Int64($0) }
      guard parts.count == 2 else { throw HubError("checkpoint-malformed", "The checkpoint is not one of a stand-in.") }
      from = parts[0]
      count = Int(parts[1])
    }
  }

  func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    try await enter()
    let position = try Position(checkpoint)
    let bound = request.now()
    let entries = selected(position, bound)
    var summary = ReadSummary(rows: 0, refused: 0, bytes: 0, header: request.columns)
    var batch = Batch(columns: request.columns)
    var kept: [[UInt8]] = []
    let end = entries.count + source.largeRows
    for index in start(position, entries)..<max(end, start(position, entries)) {
      if fault != .ignoresCancellation { try Task.checkCancellation() }
      append(index < entries.count ? entries[index] : StandInSource.large(index), to: &batch, at: index)
      guard batch.rows + batch.refused.count == batchRows || batch.text.count > 4 << 20 || index + 1 == end else { continue }
      guard !batch.isEmpty else { continue }
      summary.rows += batch.rows
      summary.refused += batch.refused.count
      batch.checkpoint = Checkpoint(rawValue: "\(position.from)|\(index + 1)")
      if fault == .keepsEverything { kept.append(batch.text + [0]) }
      let full = batch
      batch = Batch(columns: request.columns)
      try await sink(full)
    }
    summary.bytes = UInt64(kept.reduce(0) { $0 + $1.count })
    summary.checkpoint = next(entries, bound)
    return summary
  }

  /// In the order (cursor, key) where only changes are read.
  private func selected(_ position: Position, _ bound: Int64) -> [StandInSource.Entry] {
    guard case .incremental = request.load else { return source.all }
    let wanted = source.all.filter { position.from == 0 || ($0.cursor >= position.from && $0.cursor <= bound) }
    return wanted.sorted { ($0.cursor, $0.key) < ($1.cursor, $1.key) }
  }

  private func start(_ position: Position, _ entries: [StandInSource.Entry]) -> Int {
    guard position.count > 0 else { return 0 }
    switch fault {
    case .repeatsRow: return position.count - 1
    case .losesAtBoundary: return position.count + 1
    case .losesEqualCursors where request.load.kind == .incremental && position.count <= entries.count:
      let last = entries[position.count - 1].cursor
      return entries.firstIndex { $0.cursor > last } ?? entries.count
    default: return position.count
    }
  }

  private func append(_ entry: StandInSource.Entry, to batch: inout Batch, at index: Int) {
    switch entry {
    case .row(var row):
      if fault == .trimsText, row[1]?.hasPrefix(" ") == true { row[1]?.removeFirst() }
      batch.append(row, line: UInt64(index + 1))
    case .unreadable:
      guard fault != .swallowsBadRow else { return }
      let detail = fault == .leaksValue ? "The row of \(ConformanceRows.marker) is bad." : "The row is bad."
      batch.refused.append(
        RefusedRow(line: UInt64(index + 1), reason: "ragged-row", detail: detail, raw: Array("bad".utf8)))
    }
  }

  private func next(_ entries: [StandInSource.Entry], _ bound: Int64) -> Checkpoint? {
    guard case .incremental(let increment) = request.load else { return nil }
    let cursors = entries.map(\.cursor)
    let sane = cursors.filter { fault == .trustsFuture || $0 <= bound + Int64(increment.skew) }.max() ?? bound
    let greatest = fault == .trustsFuture ? sane : min(sane, bound)
    return Checkpoint(rawValue: "\(greatest - (fault == .forgetsOverlap ? 0 : Int64(increment.overlap)))|0")
  }
}
