package import HubConnectorKit
package import HubCrypto
package import HubMapping
import HubModel
package import HubPostgres
package import HubStore
import HubStandards

/// One run of one dataset: read, conform, stage, decide, apply.
///
/// Nothing is visible before every gate is passed, and a run that is killed at any instant leaves nothing that the next one does
/// not put right (see `RunStore`).
package struct IngestRun: Sendable {
  package var mapping: DatasetMapping
  package var schema: StoreSchema
  package var source: any Connector
  package var keys: KeyRing
  package var database: PostgresConfiguration
  /// Digest of everything that decides how a row is understood: an equal one with equal bytes means an equal result.
  package var mappingDigest: [UInt8]
  /// Of what decides how this one dataset is read: an increment made under another one is followed by a whole read.
  package var readingDigest: [UInt8]
  /// Applies even where the source is byte for byte the one read last.
  package var isForced: Bool
  package var applySize = ApplySize()
  package var progress: @Sendable (IngestProgress) -> Void

  package init(
    mapping: DatasetMapping, schema: StoreSchema, source: any Connector, keys: KeyRing, database: PostgresConfiguration,
    mappingDigest: [UInt8], readingDigest: [UInt8]? = nil, isForced: Bool = false,
    progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }
  ) {
    self.mapping = mapping
    self.schema = schema
    self.source = source
    self.keys = keys
    self.database = database
    self.mappingDigest = mappingDigest
    self.readingDigest = readingDigest ?? mappingDigest
    self.isForced = isForced
    self.progress = progress
  }

  package func run() async throws -> RunReport {
    let started = ContinuousClock.now
    let control = try await PostgresConnection.connect(database)
    let copying = try await PostgresConnection.connect(database)
    do {
      var sealing = self
      sealing.keys = try await KeyVersions.inForce(keys, on: control)
      let report = try await sealing.run(on: control, copying: copying, started: started)
      await control.close()
      await copying.close()
      return report
    } catch {
      await control.close()
      await copying.close()
      throw error
    }
  }

  private func run(
    on control: PostgresConnection, copying: PostgresConnection, started: ContinuousClock.Instant
  ) async throws -> RunReport {
    var store = try await RunStore.open(
      dataset: mapping.schema.name, schema: schema,
      provenance: RunProvenance(
        mappingDigest: mappingDigest, readingDigest: readingDigest, normalisationVersion: normalisationVersion,
        keyVersion: keys.sealingVersion), on: control)
    store.applySize = applySize
    do {
      return try await stageAndApply(store, copying: copying, started: started)
    } catch let excess as RowExcess {
      let reason = RunGates.excess(over: excess.rowsAtMost)
      if excess.isWholeRead { try await store.noteRefusedReconciliation() }
      try await store.refuse(excess.counts, reason: reason)
      return report(store, .refused, excess.counts, reason, since: started)
    } catch {
      // A lost connection leaves the run open; the next run gives it up.
      let reason = (error as? HubError)?.description ?? "\(type(of: error))"
      try? await store.refuse(RunCounts(), state: "failed", reason: reason)
      throw error
    }
  }

  private func stageAndApply(
    _ store: RunStore, copying: PostgresConnection, started: ContinuousClock.Instant
  ) async throws -> RunReport {
    let seal = try PositionSeal(keys: keys, dataset: mapping.schema.name)
    let start = try await start(store, seal)
    let scope = scope(from: start)
    let rowsAtMost = try await store.mostRows()
    if scope.isWhole, source.isRepeatable, !isForced, !store.isFirstLoad,
      let counts = try await countsWhereUnchanged(store, rowsAtMost)
    {
      try await store.confirmSame()
      return report(store, .same, counts, since: started)
    }
    // What costs its department to be read again is sealed as it comes; a file is read once more for the few rows that changed.
    let isSealedAtOnce = store.isFirstLoad || !scope.isWhole || !source.isRepeatable
    let first = try await pass(isSealedAtOnce ? .sealAll : .keys, store, copying, from: start, rowsAtMost).run()
    tell(.comparing, first.read)
    let isPlain = store.isFirstLoad && scope.isWhole
    let duplicates = try await store.classify(scope: scope, isSealed: isSealedAtOnce && !isPlain)
    if !isSealedAtOnce { try await sealChanged(store, copying, contentDigest: first.contentDigest, rowsAtMost) }
    let counts = try await store.count(read: first.read, refused: first.refused, duplicates: duplicates)
    let live = scope.isWhole || counts.withdrawn > 0 ? try await store.liveRows() : 0
    if let reason = RunGates(mapping.schema.gates).refusal(counts: counts, liveBefore: live, scope: scope) {
      if start == nil { try await store.noteRefusedReconciliation() }
      try await store.refuse(counts, reason: reason)
      return report(store, .refused, counts, reason, since: started)
    }
    tell(.applying, first.read)
    let next = mapping.source.load.kind == .incremental ? first.checkpoint : nil
    let position = try next.map { RunPosition(sealed: try seal.seal($0), isAfterAll: start == nil) }
    try await store.apply(
      counts, contentDigest: first.contentDigest, scope: scope,
      asOf: source.isAnswering ? .startOfRead : .delivery(first.deliveredAt), position: position, beside: copying)
    return report(store, .applied, counts, since: started)
  }

  private func report(
    _ store: RunStore, _ outcome: RunReport.Outcome, _ counts: RunCounts, _ reason: String? = nil,
    since started: ContinuousClock.Instant
  ) -> RunReport {
    let elapsed = started.duration(to: .now).components
    return RunReport(
      run: store.run, dataset: mapping.schema.name, outcome: outcome, counts: counts, reason: reason,
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
  }

  private func scope(from start: Checkpoint?) -> RunScope {
    let isWhole = start == nil && source.isWholeReadComplete
    return isWhole ? .whole : .changes(source.isOrderAuthoritative ? .log : .times)
  }

  /// Nil where everything is read: a dataset that is loaded whole, or one of which everything is due.
  private func start(_ store: RunStore, _ seal: PositionSeal) async throws -> Checkpoint? {
    guard mapping.source.load.kind == .incremental else { return nil }
    let position = try await store.position(isForced: isForced, reconcileEvery: mapping.source.reconcileEvery)
    return try position.map(seal.open)
  }

  /// The counts where the source is byte for byte the one applied last, under the same mapping; else nil.
  private func countsWhereUnchanged(_ store: RunStore, _ rowsAtMost: Int64) async throws -> RunCounts? {
    let digest = SHA256Digest()
    var counts = RunCounts()
    _ = try await source.read(
      from: nil, batchRows: StagePass.batchRows, tap: { digest.update($0) },
      into: { batch in
        counts.read += Int64(batch.rows + batch.refused.count)
        guard counts.read <= rowsAtMost else { throw RowExcess(counts: counts, rowsAtMost: rowsAtMost, isWholeRead: true) }
      })
    return try await store.countsIfSame(contentDigest: digest.finish().bytes)
  }

  private func sealChanged(
    _ store: RunStore, _ copying: PostgresConnection, contentDigest: [UInt8], _ rowsAtMost: Int64
  ) async throws {
    var changed = LineSet()
    try await store.changedOrdinals { changed.insert(UInt64($0)) }
    guard changed.count > 0 else { return }
    let second = try await pass(.sealChanged(changed), store, copying, rowsAtMost).run()
    guard second.contentDigest == contentDigest else {
      throw HubError(
        "source-changed", "The source changed while it was being read.", remedy: "Run it again.", persistence: .transient)
    }
  }

  private func pass(
    _ kind: StagePass.Kind, _ store: RunStore, _ copying: PostgresConnection, from start: Checkpoint? = nil,
    _ rowsAtMost: Int64
  ) throws -> StagePass {
    let keys = keys
    let sealer = try keys.sealer(label: mapping.schema.name)
    let identity = schema.model.identityEntity(of: store.landing.entity)
    return StagePass(
      dataset: mapping.schema.name, kind: kind, source: source, start: start, rowsAtMost: rowsAtMost,
      plan: mapping.plan, store: store, copyConnection: copying,
      makeSealer: {
        try RowSealer(landing: store.landing, identityEntity: identity, keys: keys, sealer: sealer, erased: store.erased)
      },
      progress: progress)
  }

  private func tell(_ stage: IngestProgress.Stage, _ rows: Int64) {
    progress(IngestProgress(dataset: mapping.schema.name, stage: stage, rows: rows, bytes: 0))
  }
}
