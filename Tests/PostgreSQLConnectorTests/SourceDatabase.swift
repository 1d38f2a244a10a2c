import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import PostgreSQLConnector

/// A database of a department, for one test.
struct SourceDatabase: Sendable {
  static let canary = "canary-parole-7f3a"

  let name: String
  let cluster: PrivateCluster
  /// Signed in as the owner of everything.
  let owner: PostgresConnection

  /// In the cluster that all tests share.
  static func with<R>(_ script: String, _ body: (SourceDatabase) async throws -> R) async throws -> R {
    try await TestCluster.withDatabase { database in
      let owner = try await database.connect()
      if !script.isEmpty { try await owner.execute(script) }
      let result = try await body(SourceDatabase(name: database.name, cluster: database.cluster, owner: owner))
      await owner.close()
      return result
    }
  }

  func run(_ script: String) async throws { try await owner.execute(script) }

  /// A connector for a table of `public`, unless `extra` says something else.
  func connector(
    _ table: String? = "t", columns: [String], key: [String] = [], load: SourceLoad = .fullSnapshot,
    user: String = "postgres", password: String = SourceDatabase.canary, _ extra: [String: SourceSettings.Value] = [:]
  ) throws -> PostgreSQLConnector {
    var values: [String: SourceSettings.Value] = ["host": .text(cluster.socketFolder), "database": .text(name)]
    if let table { values["table"] = .text(table) }
    values.merge(extra) { $1 }
    let secret = Secret(["user": user, "password": password])
    return try PostgreSQLConnector(
      SourceRequest(
        settings: SourceSettings(values), columns: columns, keyColumns: key, load: load, secret: { secret }, retry: .none))
  }
}

/// What a read brought.
struct Reading: Sendable {
  var rows: [[String?]] = []
  var lines: [UInt64] = []
  /// The first column of rows that the source says were deleted.
  var removed: [String?] = []
  var batches: [Int] = []
  var checkpoints: [Checkpoint?] = []
  var summary: ReadSummary?

  mutating func take(_ batch: Batch) {
    let gone = Set(batch.removed)
    for row in 0..<batch.rows {
      let values = batch.columns.indices.map { batch.string(row: row, column: $0) }
      if gone.contains(row) { removed.append(values.first ?? nil) } else { rows.append(values) }
    }
    lines += batch.lines
    batches.append(batch.rows)
    checkpoints.append(batch.checkpoint)
  }

  /// The first column.
  var keys: [String?] { rows.map { $0.first ?? nil } }
}

extension PostgreSQLConnector {
  func reading(from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000) async throws -> Reading {
    var reading = Reading()
    reading.summary = try await read(from: checkpoint, batchRows: batchRows) { reading.take($0) }
    return reading
  }
}
