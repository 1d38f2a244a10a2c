import HTTPTypes
import Synchronization
import HubModel
import HubStore
import HummingbirdTesting
import Testing

@testable import HubGateway

@Suite("runs on the metrics page")
struct RunMetricsTests {
  private static let runs = [
    DatasetRuns(dataset: "tax/taxpayers", outcome: "applied", count: 7, lastEndedAt: 1_795_564_800),
    DatasetRuns(dataset: "tax/taxpayers", outcome: "failed", count: 2, lastEndedAt: 1_795_478_400),
  ]

  @Test("each dataset and outcome has its last end and its count, each dataset the time of its last complete read")
  func text() async throws {
    let hub = try TestHub()
    hub.store.contents.withLock { contents in
      contents.runs = Self.runs
      contents.datasets[0].completeAsOf = 1_795_564_800_999_999
      contents.datasets[1].completeAsOf = nil
    }
    let text = try await hub.gateway().application().test(.live) { try await hub.send($0, "/metrics", .get, [:]).text }
    for line in [
      "# TYPE govhub_dataset_last_run_timestamp_seconds gauge",
      #"govhub_dataset_last_run_timestamp_seconds{dataset="tax/taxpayers",outcome="applied"} 1795564800"#,
      #"govhub_dataset_last_run_timestamp_seconds{dataset="tax/taxpayers",outcome="failed"} 1795478400"#,
      "# TYPE govhub_dataset_runs_total counter",
      #"govhub_dataset_runs_total{dataset="tax/taxpayers",outcome="applied"} 7"#,
      #"govhub_dataset_runs_total{dataset="tax/taxpayers",outcome="failed"} 2"#,
      #"govhub_dataset_complete_as_of_timestamp_seconds{dataset="public-security/population"} 1795564800"#,
      #"govhub_dataset_complete_as_of_timestamp_seconds{dataset="market-regulation/enterprise-registry"} NaN"#,
    ] { #expect(text.contains(line + "\n"), "\(line)") }
  }

  @Test("the database is asked at most once in five seconds, and what it said last stands while it is away")
  func interval() async throws {
    let store = try TestHub().store
    store.contents.withLock { $0.runs = Self.runs }
    let reports = RunReports()
    let now = ContinuousClock.now
    #expect(await reports.current(store, now: now) == Self.runs)
    store.contents.withLock { $0.runs = [] }
    #expect(await reports.current(store, now: now + .milliseconds(4_999)) == Self.runs)
    #expect(store.contents.withLock { $0.runQuestions } == 1)
    store.contents.withLock { $0.isDown = true }
    #expect(await reports.current(store, now: now + .seconds(5)) == Self.runs)
    #expect(store.contents.withLock { $0.runQuestions } == 2)
    store.contents.withLock { $0.isDown = false }
    #expect(await reports.current(store, now: now + .seconds(10)).isEmpty)
  }
}
