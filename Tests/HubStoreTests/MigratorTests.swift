import FilesConnector
import Foundation
import HubConnectorKit
import HubMapping
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import HubStore

@Suite("A migration only adds") struct MigratorTests {
  static func schema() throws -> StoreSchema {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let set = try #require(
      MappingSet.load(
        folder: "\(repository)/Mappings", connectors: [ConnectorKind(FilesConnector.self)]
      ).0)
    return StoreSchema(model: set.model, authority: set.authority, datasets: set.datasets.map(\.schema))
  }

  /// Gives `body` a connection to a database with the repository's schema.
  private static func migrated(_ body: (PostgresConnection, StoreSchema) async throws -> Void) async throws {
    let schema = try schema()
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await Migrator(connection: connection, schema: schema).migrate()
      try await body(connection, schema)
      await connection.close()
    }
  }

  @Test("the plan of a database that is up to date is empty, and migrating it again changes nothing")
  func upToDate() async throws {
    try await Self.migrated { connection, schema in
      let migrator = Migrator(connection: connection, schema: schema)
      #expect(try await migrator.plan().isEmpty)
      let ids = try await migrator.datasetIDs()
      try await migrator.migrate()
      #expect(try await migrator.datasetIDs() == ids)
    }
  }

  @Test("an added dataset and an added attribute add tables and columns, touch no other statement, and keep every number")
  func added() async throws {
    try await Self.migrated { connection, schema in
      let before = try await Migrator(connection: connection, schema: schema).datasetIDs()
      var wider = schema
      var dataset = try #require(schema.dataset("tax/taxpayers"))
      dataset.name = "customs/traders"
      let place = try #require(wider.model.entities.firstIndex { $0.name == "enterprise" })
      wider.model.entities[place].attributes.append(
        Attribute(
          name: "phone", title: "电话", type: .text, category: "enterprise", level: .personal, canVerify: true, canRead: false))
      dataset.attributes.append("phone")
      wider = StoreSchema(model: wider.model, authority: wider.authority, datasets: wider.datasets + [dataset])
      let migrator = Migrator(connection: connection, schema: wider)
      let plan = try await migrator.plan()
      let additions = ["INSERT INTO control.dataset", "CREATE TABLE", "CREATE INDEX", "ALTER TABLE"]
      for statement in plan {
        #expect(additions.contains { statement.hasPrefix($0) }, "\(statement)")
        #expect(!statement.hasPrefix("ALTER TABLE") || statement.contains("ADD COLUMN"), "\(statement)")
      }
      #expect(plan.contains { $0.contains("phone_fp") && !$0.contains("phone_ct") }, "the hub has no ciphertext")
      try await migrator.migrate()
      #expect(try await migrator.plan().isEmpty)
      let after = try await migrator.datasetIDs()
      #expect(after.filter { before[$0.key] != nil } == before)
      #expect(after["customs/traders"] == (before.values.max() ?? 0) + 1)
    }
  }

  @Test("raising a level is refused: it rewrites the table and needs steward and officer")
  func raisedLevel() async throws {
    try await Self.migrated { connection, schema in
      var raised = schema
      let place = try #require(raised.model.entities.firstIndex { $0.name == "enterprise" })
      let attribute = try #require(raised.model.entities[place].index(of: "business_scope"))
      raised.model.entities[place].attributes[attribute].level = .personal
      let error = await #expect(throws: HubError.self) {
        try await Migrator(connection: connection, schema: raised).plan()
      }
      #expect(error?.code == "level-change-needs-rewrite")
    }
  }
}
