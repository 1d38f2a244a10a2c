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

  @Test("an audit from before months becomes the partition of its month, its rows where they are, and is written on")
  func auditByMonth() async throws {
    let schema = try Self.schema()
    try await TestCluster.withDatabase { database in
      let connection = try await database.connect()
      try await connection.execute(
        """
        CREATE SCHEMA hub; CREATE SCHEMA landing; CREATE SCHEMA staging; CREATE SCHEMA control; CREATE SCHEMA audit;
        \(DatabaseRole.creation)
        CREATE TABLE control.migration (number int4 PRIMARY KEY, title text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        \(ControlSchema.first) \(ControlSchema.second)
        INSERT INTO control.migration (number, title) VALUES (1, 'first'), (2, 'second')
        """)
      let writer = "0184307c-dc00-7e32-a156-62fff7fef83f"
      func write(_ batch: Int) -> String {
        """
        INSERT INTO audit.batch (writer, sequence, entries, previous_root, root, leaves, signature)
        VALUES ('\(writer)', \(batch), 1, '', '', '', '');
        INSERT INTO audit.entry (writer, batch, position, salt, entry) VALUES ('\(writer)', \(batch), 0, '', '{}')
        """
      }
      try await connection.execute(
        """
        INSERT INTO audit.writer (id, process, algorithm, key_id, public_key) VALUES ('\(writer)', 'gateway', 'SM2', 'k', 'p');
        \(write(1)); \(write(2))
        """)
      let node = "SELECT relfilenode::int8 FROM pg_class WHERE oid = (SELECT min(tableoid::int8)::oid FROM audit.entry)"
      let before = try await connection.query(node, [], prepare: false).int8(0, 0)
      try await Migrator(connection: connection, schema: schema).migrate()
      #expect(try await connection.query(node, [], prepare: false).int8(0, 0) == before, "no row was moved")
      try await connection.execute("SET ROLE govhub_gateway; \(write(3)); RESET ROLE")
      let counts = try await connection.query(
        "SELECT (SELECT count(*) FROM audit.entry), (SELECT count(DISTINCT tableoid) FROM audit.entry)", [], prepare: false)
      #expect(counts.int8(0, 0) == 3 && counts.int8(0, 1) == 1)
      let twice = await #expect(throws: PostgresError.self) { try await connection.execute(write(3)) }
      #expect(twice?.isUniqueViolation == true, "a chain still cannot fork")
      #expect(try await Migrator(connection: connection, schema: schema).plan().isEmpty)
      await connection.close()
    }
  }

  @Test("whoever writes the audit has months made ahead, once; a month whose entries lie in the default partition stays there")
  func monthsAhead() async throws {
    try await Self.migrated { connection, _ in
      let parts = "SELECT count(*) FROM pg_inherits WHERE inhparent IN ('audit.batch'::regclass, 'audit.entry'::regclass)"
      let made = try await connection.query(parts, [], prepare: false).int8(0, 0)
      #expect(made == 10, "this month, three ahead and the default one, of two tables")
      try await connection.execute(
        """
        DO $$ DECLARE late text := to_char(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months', '_YYYY_MM'); BEGIN
          EXECUTE 'DROP TABLE audit.batch' || late || ', audit.entry' || late;
          INSERT INTO audit.entry (writer, batch, position, salt, entry) VALUES (
            audit.writer_bound(date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months'), 1, 0, '', '{}');
        END $$;
        SET ROLE govhub_verify; SELECT audit.make_months(); RESET ROLE
        """)
      #expect(try await connection.query(parts, [], prepare: false).int8(0, 0) == 9, "batch has its month again")
      #expect(try await connection.query("SELECT count(*) FROM audit.entry", [], prepare: false).int8(0, 0) == 1)
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
