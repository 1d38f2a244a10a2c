import Foundation
import HubConnectorKit
import HubModel

@testable import FilesConnector

/// A folder of delivered files, and the connector on it.
struct FilesFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "govhub-files-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Rows of `id,name` behind their header.
  func deliver(_ name: String, _ rows: [(id: String, name: String)]) throws {
    try write(name, "id,name\n" + rows.map { "\($0.id),\($0.name)\n" }.joined())
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  func connector(
    _ pattern: String, load: SourceLoad = .fullSnapshot, _ more: [String: SourceSettings.Value] = [:],
    retry: RetryBudget = .none, now: @escaping @Sendable () -> Int64 = SourceRequest.wallClock
  ) throws -> FilesConnector {
    let dialect = SourceSettings(["encoding": .text("UTF-8"), "header": .text("by_name")])
    let own: [String: SourceSettings.Value] = ["url": .text("\(path)/\(pattern)"), "dialect": .group(dialect)]
    return try FilesConnector(
      SourceRequest(
        settings: SourceSettings(own.merging(more) { $1 }), columns: ["id", "name"], keyColumns: ["id"], load: load,
        retry: retry, now: now))
  }
}

/// What a read brought.
struct FilesRead {
  var ids: [String?] = []
  var lines: [UInt64] = []
  var details: [String] = []
  var checkpoints: [Checkpoint] = []
  var summary: ReadSummary

  static func of(
    _ connector: FilesConnector, from checkpoint: Checkpoint? = nil, batchRows: Int = 100
  ) async throws -> FilesRead {
    var ids: [String?] = []
    var lines: [UInt64] = []
    var details: [String] = []
    var checkpoints: [Checkpoint] = []
    let summary = try await connector.read(from: checkpoint, batchRows: batchRows) { batch in
      for row in 0..<batch.rows { ids.append(batch.string(row: row, column: 0)) }
      lines += batch.lines + batch.refused.map(\.line)
      details += batch.refused.map(\.detail)
      if let checkpoint = batch.checkpoint { checkpoints.append(checkpoint) }
    }
    return FilesRead(ids: ids, lines: lines, details: details, checkpoints: checkpoints, summary: summary)
  }
}

/// The error a call fails with.
func filesFailure<R>(_ body: () async throws -> R) async -> HubError? {
  do {
    _ = try await body()
    return nil
  } catch { return error as? HubError }
}
