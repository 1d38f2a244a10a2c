import HubConnectorKit
import HubCrypto
import HubMapping
import HubModel
import HubPostgres
import HubStore

/// One reading of the source into one staging table: read → conform and hash or seal → COPY.
///
/// The workers take one batch each at the same time, and the database takes in the last ones meanwhile; memory does not grow with
/// the file.
struct StagePass: Sendable {
  enum Kind: Sendable {
    /// Every row is new: seal and stage in the one pass there is.
    case sealAll
    /// Keys and hashes of every row.
    case keys
    /// Only the rows whose line is in the set.
    case sealChanged(LineSet)
  }

  struct Totals: Sendable {
    var read: Int64 = 0
    var refused: Int64 = 0
    /// Deletions that the source names.
    var removed: Int64 = 0
    var bytes: Int64 = 0
    var contentDigest: [UInt8] = []
    /// Where the next incremental read begins.
    var checkpoint: Checkpoint?
    var deliveredAt: Int64?
  }

  let dataset: String
  let kind: Kind
  let source: any Connector
  /// Where reading begins; nil reads everything.
  var start: Checkpoint?
  /// Beyond them it is stopped: what never ends fills the disk.
  let rowsAtMost: Int64
  let plan: MappingPlan
  let store: RunStore
  let copyConnection: PostgresConnection
  let makeSealer: @Sendable () throws -> RowSealer
  let progress: @Sendable (IngestProgress) -> Void
  static let workers = 2
  static let batchRows = 2_000

  func run() async throws -> Totals {
    let workers = try (0..<Self.workers).map { _ in StageWorker(plan: plan, kind: kind, sealer: try makeSealer()) }
    let digest = SHA256Digest()
    var totals = Totals()
    var aside = Aside()
    let target = if case .keys = kind { store.staging.copyKeys } else { store.staging.copyRows }
    try await copyConnection.copyIn(target) { writer in
      try await writer.write(CopyBuffer.header)
      var waiting: [Batch] = []
      var bytes: Int64 = 0
      let summary = try await source.read(
        from: start, batchRows: Self.batchRows,
        tap: { raw in
          digest.update(raw)
          bytes += Int64(raw.count)
        },
        into: { batch in
          waiting.append(batch)
          guard waiting.count == workers.count else { return }
          try await stage(waiting, workers, writer, &totals, &aside)
          waiting.removeAll(keepingCapacity: true)
          totals.bytes = bytes
          tell(totals)
        })
      try await stage(waiting, workers, writer, &totals, &aside)
      totals.checkpoint = summary.checkpoint
      totals.deliveredAt = summary.deliveredAt
    }
    try await flush(&aside)
    totals.contentDigest = digest.finish().bytes
    return totals
  }

  private func stage(
    _ batches: [Batch], _ workers: [StageWorker], _ writer: CopyWriter, _ totals: inout Totals, _ aside: inout Aside
  ) async throws {
    try Task.checkCancellation()
    let chunks = try await withThrowingTaskGroup(of: StagedChunk?.self) { group in
      for (worker, batch) in zip(workers, batches) { group.addTask { try await worker.process(batch) } }
      return try await group.reduce(into: [StagedChunk]()) { chunks, chunk in if let chunk { chunks.append(chunk) } }
    }
    for chunk in chunks {
      try await writer.write(chunk.copy)
      aside.refused += chunk.refused
      aside.removed += chunk.removed
      totals.read += chunk.rows
      totals.refused += chunk.refusedRows
      totals.removed += chunk.removedRows
    }
    try requireEnd(totals)
    if aside.count > Self.asideBytes { try await flush(&aside) }
  }

  private func requireEnd(_ totals: Totals) throws {
    guard totals.read + totals.removed > rowsAtMost else { return }
    var counts = RunCounts()
    counts.read = totals.read
    counts.quarantined = totals.refused
    throw RowExcess(counts: counts, rowsAtMost: rowsAtMost, isWholeRead: start == nil)
  }

  /// Rows that do not go with the stream of good ones, as binary COPY without its header.
  private struct Aside {
    var refused: [UInt8] = []
    var removed: [UInt8] = []
    var count: Int { refused.count + removed.count }
  }

  private static let asideBytes = 1 << 20

  /// They are few; they go over the run's other connection.
  private func flush(_ aside: inout Aside) async throws {
    for (rows, target) in [(aside.refused, store.staging.copyRefused), (aside.removed, store.staging.copyRemoved)] {
      guard !rows.isEmpty else { continue }
      try await store.connection.copyIn(target) { try await $0.write(CopyBuffer.header + rows) }
    }
    aside = Aside()
  }

  private func tell(_ totals: Totals) {
    let stage: IngestProgress.Stage = if case .sealChanged = kind { .sealing } else { .reading }
    progress(IngestProgress(dataset: dataset, stage: stage, rows: totals.read, bytes: totals.bytes))
  }
}
