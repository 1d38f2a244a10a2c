import HubModel
import HubPostgres
import HubStore
import HubTesting

/// A database with the hub's control tables, some datasets by name alone and a mapping set without files.
struct ControlTables: Sendable {
  let database: TestDatabase

  static func with<R>(_ datasets: [String], _ body: (ControlTables) async throws -> R) async throws -> R {
    try await TestCluster.withDatabase { database in
      let tables = ControlTables(database: database)
      try await tables.sql { connection in
        let schema = StoreSchema(model: Model(entities: []), authority: Authority(order: [:]), datasets: [])
        try await Migrator(connection: connection, schema: schema).migrate()
        for (place, dataset) in datasets.enumerated() {
          try await connection.query(
            "INSERT INTO control.dataset (id, name, entity) VALUES ($1, $2, 'none')", [.int2(Int16(place + 1)), .text(dataset)])
        }
        _ = try await PublishedSet.publish(.mapping, files: [], digest: [1], by: "test", on: connection)
      }
      return try await body(tables)
    }
  }

  func sql<R: Sendable>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
    let connection = try await database.connect()
    let result = try await body(connection)
    await connection.close()
    return result
  }

  /// Adds a run of dataset 1 that began so many seconds ago.
  func addRun(_ state: String, secondsAgo: Int64) async throws {
    try await sql { connection in
      _ = try await connection.query(
        """
        INSERT INTO control.run (dataset, state, started_at, finished_at)
        VALUES (1, $1, clock_timestamp() - $2::int8 * interval '1 second', clock_timestamp())
        """, [.text(state), .int8(secondsAgo)], prepare: false)
    }
  }

  func trace(_ dataset: String) async throws -> RunTrace? {
    try await sql { try await RunTraces.read(on: $0).datasets[dataset] }
  }
}
