import HubModel
import HubStore
import Synchronization

@testable import HubGateway

/// A store in memory. Counts its calls, and fails when told to.
final class FakeStore: VerificationStore {
  struct Contents: Sendable {
    var rows: [String: [Subject: FakeRow]] = ["person": [:], "enterprise": [:]]
    var aliases: [Subject: (Subject, FoundAlias)] = [:]
    var quarantined: Set<Subject> = []
    var representatives: [Subject: [FakeRow]] = [:]
    var names: [String: [EnterpriseNameHit]] = [:]
    var records: [Subject: [String: String]] = [:]
    var datasets: [DatasetState] = []
    var revoked: Set<String> = []
    var refreshedAt: ContinuousClock.Instant?
    var authority = TestModel.authority
    var probes = 0
    var relationCalls = 0
    var isDown = false
    var runs: [DatasetRuns] = []
    var runQuestions = 0
    /// By entity.
    var counts: [String: [StoredCounts.Group]] = [:]
    var countings: [CountQuery] = []
  }

  let contents: Mutex<Contents>
  private let made = Mutex<HubState?>(nil)

  init(_ contents: Contents) { self.contents = Mutex(contents) }

  func probe(_ entity: String, _ probes: [Subject]) async throws -> [ProbeResult] {
    try contents.withLock { contents in
      if contents.isDown { throw HubError("down", "The store is down.") }
      contents.probes += 1
      return probes.map { asked in
        let alias = contents.aliases[asked]
        let subject = alias?.0 ?? asked
        let row = contents.rows[entity]?[subject]
        return ProbeResult(
          record: row.map { FoundRecord(storage: FakeRows(rows: [$0]), row: 0) },
          isQuarantined: contents.quarantined.contains(asked) || contents.quarantined.contains(subject), alias: alias?.1)
      }
    }
  }

  func relations(_ entity: String, of subjects: [Subject]) async throws -> [[FoundRecord]] {
    contents.withLock { contents in
      contents.relationCalls += 1
      return subjects.map { subject in
        let rows = FakeRows(rows: contents.representatives[subject] ?? [])
        return rows.rows.indices.map { FoundRecord(storage: rows, row: $0) }
      }
    }
  }

  func enterprises(named folded: String) async throws -> [EnterpriseNameHit] {
    contents.withLock { $0.names[folded] ?? [] }
  }

  func open(_ entity: String, _ subject: Subject) async throws -> StoredRecord? {
    contents.withLock { contents in
      contents.records[subject].map { StoredRecord(entity: entity, subject: subject, values: $0) }
    }
  }

  func runs() async throws -> [DatasetRuns] {
    try contents.withLock { contents in
      contents.runQuestions += 1
      if contents.isDown { throw HubError("down", "The store is down.") }
      return contents.runs
    }
  }

  func counts(_ query: CountQuery) async throws -> StoredCounts {
    try contents.withLock { contents in
      contents.countings.append(query)
      if contents.isDown { throw HubError("down", "The store is down.") }
      return StoredCounts(contents.counts[query.entity] ?? [])
    }
  }

  /// Fresh unless `refreshedAt` is set.
  var state: HubState {
    contents.withLock { contents in
      HubState(
        model: TestModel.model, authority: contents.authority, datasets: contents.datasets,
        codeTitles: ["enterprise_state": ["deregistered": "注销"]], policySequence: 41, mappingSequence: 7,
        revoked: contents.revoked, refreshedAt: contents.refreshedAt ?? .now)
    }
  }
}

/// Keeps entries in memory; refuses when told to.
final class FakeAudit: AuditSink {
  struct State: Sendable {
    var entries: [AuditEntry] = []
    var isDown = false
    var calls = 0
  }
  let state = Mutex(State())

  func record(_ entry: AuditEntry) async throws -> Receipt { try await record([entry])[0] }

  func record(_ entries: [AuditEntry]) async throws -> [Receipt] {
    try state.withLock { state in
      if state.isDown { throw HubError("audit-down", "The audit is down.") }
      state.calls += 1
      state.entries += entries
      return entries.indices.map { Receipt(bytes: [UInt8](repeating: UInt8($0 % 256), count: 32)) }
    }
  }

  var entries: [AuditEntry] { state.withLock { $0.entries } }
  var last: AuditEntry? { entries.last }
}
