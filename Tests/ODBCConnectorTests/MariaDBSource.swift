import HubConnectorKit
import HubModel
import HubTesting

@testable import ODBCConnector

/// One MariaDB for all tests of a process; each test makes a database of its own in it.
enum MariaDBSource {
  private static let shared = Task { try await MariaDBServer.start() }

  static func server() async throws -> MariaDBServer { try await shared.value }

  /// A new database in which `sql` has been run.
  static func database(_ sql: String, charset: String = "utf8mb4") async throws -> String {
    let name = "test_\(UInt64.random(in: .min ... .max))"
    try await server().run("CREATE DATABASE \(name) CHARACTER SET \(charset);\nUSE \(name);\n\(sql)")
    return name
  }

  static func run(_ sql: String, in database: String) async throws {
    try await server().run("USE \(database);\n\(sql)")
  }

  /// A request for columns of a table of `database`.
  static func request(
    _ database: String, columns: [String], keys: [String] = ["id"], cursor: String? = nil, password: String? = nil,
    _ more: [String: SourceSettings.Value] = ["table": .text("t")]
  ) async throws -> SourceRequest {
    let server = try await server()
    let base: [String: SourceSettings.Value] = [
      "driver": .text("/usr/lib/x86_64-linux-gnu/odbc/libmaodbc.so"), "dialect": .text("mariadb"), "server": .text("127.0.0.1"),
      "port": .count(server.port), "database": .text(database),
      "tls": .group(SourceSettings(["mode": .text("disable")])),
    ]
    let secret = Secret(["user": server.user, "password": password ?? server.password])
    return SourceRequest(
      settings: SourceSettings(base.merging(more) { $1 }), columns: columns, keyColumns: keys,
      load: cursor.map { .incremental(Increment(cursor: $0)) } ?? .fullSnapshot, secret: { secret }, retry: .none)
  }
}

/// What a read brought.
struct Collected {
  var rows: [[String?]] = []
  var refused: [RefusedRow] = []
  var checkpoints: [Checkpoint] = []
  /// Rows delivered up to each checkpoint.
  var counts: [Int] = []
  var summary: ReadSummary?

  /// The first column's values.
  var keys: [String] { rows.compactMap { $0.first ?? nil } }
}

extension ODBCConnector {
  func collected(
    from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000, stopAfter batches: Int = .max
  ) async throws -> Collected {
    var found = Collected()
    do {
      found.summary = try await read(from: checkpoint, batchRows: batchRows) { batch in
        for row in 0..<batch.rows {
          found.rows.append(batch.columns.indices.map { batch.string(row: row, column: $0) })
        }
        found.refused += batch.refused
        if let place = batch.checkpoint { found.checkpoints.append(place) }
        found.counts.append(found.rows.count)
        if found.counts.count >= batches { throw Stopped() }
      }
    } catch is Stopped {}
    return found
  }
}

/// The reader goes away half way.
struct Stopped: Error {}
