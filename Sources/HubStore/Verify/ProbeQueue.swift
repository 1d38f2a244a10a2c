import HubModel
import HubPostgres
import Synchronization

/// Merges concurrent look-ups of one entity into one statement: each takes all that queued while the last was under way.
final class ProbeQueue: Sendable {
  private let queue = Mutex(State())
  private let pool: PostgresPool
  private let statement: String
  private let layout: HubRowLayout

  private struct State {
    var waiting: [Pending] = []
    var running = 0
  }

  private struct Pending: Sendable {
    var probes: [Subject]
    var continuation: CheckedContinuation<[ProbeResult], any Error>
  }

  /// Statements under way at once: while one waits for the database the next is being gathered.
  private static let concurrency = 2
  private static let largestStatement = 2_000

  init(pool: PostgresPool, statement: String, layout: HubRowLayout) {
    self.pool = pool
    self.statement = statement
    self.layout = layout
  }

  func probe(_ probes: [Subject]) async throws -> [ProbeResult] {
    try await withCheckedThrowingContinuation { continuation in
      let begins = queue.withLock { queue in
        queue.waiting.append(Pending(probes: probes, continuation: continuation))
        guard queue.running < Self.concurrency else { return false }
        queue.running += 1
        return true
      }
      if begins { Task { await self.drain() } }
    }
  }

  private func drain() async {
    while true {
      let batch = queue.withLock { queue -> [Pending] in
        var count = 0
        var probes = 0
        while count < queue.waiting.count, count == 0 || probes + queue.waiting[count].probes.count <= Self.largestStatement {
          probes += queue.waiting[count].probes.count
          count += 1
        }
        let taken = Array(queue.waiting.prefix(count))
        queue.waiting.removeFirst(count)
        if taken.isEmpty { queue.running -= 1 }
        return taken
      }
      if batch.isEmpty { return }
      await answer(batch)
    }
  }

  private func answer(_ batch: [Pending]) async {
    do {
      let keys = batch.flatMap { $0.probes.map(\.fingerprint) }
      let rows = try await pool.query(statement, [.fingerprints(keys)])
      guard rows.count == keys.count else {
        throw HubError(
          "probe-incomplete", "The database answered \(rows.count) of \(keys.count) look-ups.", persistence: .transient)
      }
      let found = HubRows(rows: rows, layout: layout)
      var row = 0
      for pending in batch {
        let results = pending.probes.indices.map { result(found, row + $0) }
        row += pending.probes.count
        pending.continuation.resume(returning: results)
      }
    } catch {
      for pending in batch { pending.continuation.resume(throwing: error) }
    }
  }

  private func result(_ found: HubRows, _ row: Int) -> ProbeResult {
    let alias = found.rows.text(row, 1).map {
      FoundAlias(kind: $0, validFrom: nil, validTo: found.rows.text(row, 2))
    }
    return ProbeResult(
      record: found.isPresent(row) ? FoundRecord(storage: found, row: row) : nil,
      isQuarantined: found.rows.bool(row, 0) ?? false, alias: alias)
  }
}
