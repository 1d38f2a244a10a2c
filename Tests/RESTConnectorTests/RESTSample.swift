import HubConnectorKit
import HubModel
import Synchronization
import Testing

@testable import RESTConnector

/// A clock that a test sets.
final class TestClock: Sendable {
  private let seconds: Atomic<Int64>

  /// 2026-01-02 03:04:05 in Shanghai.
  static let start: Int64 = 1_767_294_245

  init(_ start: Int64 = TestClock.start) { seconds = Atomic(start) }

  var now: @Sendable () -> Int64 { { self.seconds.load(ordering: .relaxed) } }
  func advance(_ by: Int64) { seconds.add(by, ordering: .relaxed) }
}

/// Pauses of a few milliseconds, so that what fails fails soon.
let quickly = RetryBudget(span: 20_000, attempts: 4, firstPause: 1, longestPause: 5)

func request(
  _ server: ScriptedServer, _ values: [String: SourceSettings.Value] = [:], columns: [String] = ["id", "name"],
  load: SourceLoad = .fullSnapshot, secret: [String: String]? = nil, retry: RetryBudget = quickly, clock: TestClock = TestClock()
) -> SourceRequest {
  let defaults: [String: SourceSettings.Value] = ["url": .text("\(server.origin)/rows"), "records": .text("data.list")]
  return SourceRequest(
    settings: SourceSettings(defaults.merging(values) { $1 }), columns: columns, keyColumns: ["id"], load: load,
    secret: opening(secret), retry: retry, now: clock.now)
}

private func opening(_ parts: [String: String]?) -> (@Sendable () async throws -> Secret)? {
  guard let parts else { return nil }
  return { Secret(parts) }
}

func group(_ values: [String: SourceSettings.Value]) -> SourceSettings.Value { .group(SourceSettings(values)) }

/// `page` of three records, its parameters named as this repository's examples name them.
let threes: [String: SourceSettings.Value] = [
  "pagination": group(["kind": .text("page"), "size": .count(3)]), "query": .table(["page": "{page}", "size": "{limit}"]),
]

/// What a read brought.
struct ReadSample {
  struct Stop: Error {}

  var rows: [[String?]] = []
  var raw: [String] = []
  var refused: [String] = []
  var details: [String] = []
  var refusedRaw: [String] = []
  var sizes: [Int] = []
  var checkpoint: Checkpoint?
  var summary: ReadSummary?
  var tapped: [UInt8] = []

  /// - Parameter stop: the batch after which the taker gives up.
  init(_ connector: RESTConnector, from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000, stop: Int? = nil) async throws {
    var sample = ReadSample()
    var tapped: [UInt8] = []
    do {
      sample.summary = try await connector.read(
        from: checkpoint, batchRows: batchRows, tap: { tapped.append(contentsOf: $0) },
        into: { batch in
          sample.take(batch)
          if sample.sizes.count == stop { throw Stop() }
        })
    } catch is Stop {}
    sample.tapped = tapped
    self = sample
  }

  private init() {}

  private mutating func take(_ batch: Batch) {
    sizes.append(batch.rows)
    for row in 0..<batch.rows {
      rows.append(batch.columns.indices.map { batch.string(row: row, column: $0) })
      raw.append(String(decoding: batch.raw(row: row), as: UTF8.self))
    }
    refused += batch.refused.map(\.reason)
    details += batch.refused.map { "\($0.reason) \($0.field ?? "") \($0.detail)" }
    refusedRaw += batch.refused.map { String(decoding: $0.raw, as: UTF8.self) }
    checkpoint = batch.checkpoint
  }

  var ids: [String] { rows.map { $0[0] ?? "" } }
}

func failure(_ request: SourceRequest) async -> HubError? {
  do { _ = try await ReadSample(RESTConnector(request)) } catch { return error as? HubError }
  return nil
}

func configurationFailure(_ request: SourceRequest) -> String? {
  do throws(HubError) { _ = try RESTConnector(request) } catch { return error.code.rawValue }
  return nil
}
