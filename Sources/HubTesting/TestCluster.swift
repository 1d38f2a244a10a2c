package import HubPostgres

/// One private PostgreSQL for all tests of a process, made when the first test asks; it ends and its folder goes with
/// the process, however that ends.
package enum TestCluster {
  private static let shared = Task { try await ThrowawayCluster.start() }

  /// The running cluster.
  package static func cluster() async throws -> PrivateCluster { try await shared.value.cluster }

  /// A new empty database, for one test. `template`: the name of a database to copy that nobody is connected to.
  package static func freshDatabase(template: String = "template1") async throws -> TestDatabase {
    let cluster = try await cluster()
    return try await TestDatabase.create(on: cluster, template: template)
  }

  /// Gives `body` a new database and drops it afterwards.
  package static func withDatabase<Result>(
    _ body: (TestDatabase) async throws -> Result
  ) async throws -> Result {
    let database = try await freshDatabase()
    do {
      let result = try await body(database)
      try await database.drop()
      return result
    } catch {
      try? await database.drop()
      throw error
    }
  }
}

/// A database of the test cluster.
package struct TestDatabase: Sendable {
  package let name: String
  package let cluster: PrivateCluster

  static func create(on cluster: PrivateCluster, template: String) async throws -> TestDatabase {
    let name = "test_\(UInt64.random(in: .min ... .max))"
    let admin = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    try await admin.execute("CREATE DATABASE \(quotedIdentifier(name)) TEMPLATE \(quotedIdentifier(template))")
    await admin.close()
    return TestDatabase(name: name, cluster: cluster)
  }

  package func uri(role: String = "postgres") -> String { cluster.uri(database: name, role: role) }

  package func configuration(role: String = "postgres") -> PostgresConfiguration {
    PostgresConfiguration(uri: uri(role: role), queryTimeout: .seconds(60))
  }

  package func connect(role: String = "postgres") async throws -> PostgresConnection {
    try await PostgresConnection.connect(configuration(role: role))
  }

  package func drop() async throws {
    let admin = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    try await admin.execute("DROP DATABASE IF EXISTS \(quotedIdentifier(name)) WITH (FORCE)")
    await admin.close()
  }
}
