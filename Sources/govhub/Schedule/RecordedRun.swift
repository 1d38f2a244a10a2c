import HubIngest
import HubStore

/// A run whose failure is on record in plain words, also where it failed before it was opened: no key ring, no connector.
struct RecordedRun: Sendable {
  let hub: Hub
  let dataset: String

  func run(_ body: () async throws -> RunReport) async throws -> RunReport {
    let started = ContinuousClock.now
    let newest = try await hub.withDatabase(.ingest) { try await RunHistory.newest(of: dataset, on: $0) }
    do {
      return try await body()
    } catch {
      await record(error, since: newest, started)
      throw error
    }
  }

  /// As well as it goes: where the database is away the run says so itself.
  private func record(_ error: any Error, since newest: Int64, _ started: ContinuousClock.Instant) async {
    let failure = RunFailure(error, of: dataset)
    guard failure.isRecorded else { return }
    let lasted = started.duration(to: .now).components
    let seconds = Double(lasted.seconds) + Double(lasted.attoseconds) / 1e18
    try? await hub.withDatabase(.ingest) { connection in
      try await RunHistory.record(
        failureOf: dataset, since: newest, seconds: seconds, reason: failure.reason, on: connection)
    }
  }
}
