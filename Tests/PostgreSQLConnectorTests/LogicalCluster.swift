import Foundation
import HubConnectorKit
import HubPostgres
import HubTesting
import PostgreSQLConnector

/// A cluster that writes a log of changes, for the tests of streams and passwords.
enum LogicalCluster {
  static let password = "canary-passwort-51c8"

  private static let shared = Task {
    let cluster = try await ThrowawayCluster.start(settings: [
      "wal_level": "logical", "max_replication_slots": "20", "max_wal_senders": "20", "synchronous_commit": "on",
      "max_slot_wal_keep_size": "10GB",
    ]).cluster
    try await askForPasswords(cluster)
    return cluster
  }

  /// A database of its own, and what is made there goes with it, slots included.
  static func with<R>(_ script: String, _ body: (SourceDatabase) async throws -> R) async throws -> R {
    let cluster = try await shared.value
    let admin = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    let name = "stream_\(UInt64.random(in: .min ... .max))"
    try await admin.query("CREATE DATABASE \(name)")
    let owner = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri(database: name)))
    let source = SourceDatabase(name: name, cluster: cluster, owner: owner)
    let result: Result<R, any Error>
    do {
      try await owner.execute(script)
      result = .success(try await body(source))
    } catch {
      result = .failure(error)
    }
    try? await owner.query(
      "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database() AND NOT active")
    await owner.close()
    try? await admin.query("DROP DATABASE \(name) WITH (FORCE)")
    await admin.close()
    return try result.get()
  }

  /// Everyone else is trusted; this role must know its password.
  private static func askForPasswords(_ cluster: PrivateCluster) async throws {
    let admin = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    try await admin.execute("CREATE ROLE asked LOGIN PASSWORD '\(password)'")
    let path = cluster.dataFolder + "/pg_hba.conf"
    let rules = try String(contentsOfFile: path, encoding: .utf8)
    // In place: the file keeps its owner.
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: Data(("local all asked scram-sha-256\n" + rules).utf8))
    try file.close()
    try await admin.query("SELECT pg_reload_conf()")
    let wrong = PostgresServer(host: cluster.socketFolder, database: "postgres", user: "asked", password: "no")
    while let connection = try? await PostgresConnection.connect(PostgresConfiguration(server: wrong)) {
      await connection.close()
    }
    await admin.close()
  }
}

extension SourceDatabase {
  static let streamed = """
    CREATE TABLE t (id text PRIMARY KEY, name text, big text, ok bool, c char(6));
    ALTER TABLE t ALTER big SET STORAGE EXTERNAL;
    CREATE TABLE other (id text);
    CREATE PUBLICATION p FOR TABLE t, other;
    INSERT INTO t SELECT 'k' || n, '样本' || n, repeat('b', 5000), true, 'ab' FROM generate_series(1, 20) AS n;
    """

  /// The slot's name is the database's: slots are the whole cluster's.
  func stream(
    columns: [String] = ["id", "name", "big", "ok", "c"], _ extra: [String: SourceSettings.Value] = [:]
  ) throws -> PostgreSQLConnector {
    let names: [String: SourceSettings.Value] = ["stream": .text("logical"), "slot": .text(name), "publication": .text("p")]
    return try connector(
      columns: columns, key: ["id"], load: .incremental(Increment(cursor: nil)), names.merging(extra) { $1 })
  }

  func confirmed() async throws -> String? {
    try await owner.query("SELECT confirmed_flush_lsn::text FROM pg_replication_slots WHERE slot_name = $1", [.text(name)])
      .rowText
  }
}

extension PostgresRows {
  /// The first value of the first row.
  var rowText: String? { count == 0 ? nil : text(0, 0) }
}
