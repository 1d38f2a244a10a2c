import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import HubStore

/// What each role may do, tried as that role.
@Suite("Access control in the database") struct DatabaseRightsTests {
  private static let landing = #"landing."public_security__population""#

  private func migrated(_ body: (TestDatabase, PostgresConnection) async throws -> Void) async throws {
    let schema = try MigratorTests.schema()
    try await TestCluster.withDatabase { database in
      let owner = try await database.connect()
      try await Migrator(connection: owner, schema: schema).migrate()
      try await body(database, owner)
      await owner.close()
    }
  }

  private func session(_ role: DatabaseRole, of database: TestDatabase) async throws -> PostgresConnection {
    var configuration = database.configuration()
    configuration.role = role.rawValue
    SessionLimits(role).apply(to: &configuration)
    return try await PostgresConnection.connect(configuration)
  }

  /// SQLSTATE of a refusal, nil where the statement was let through.
  private func refusal(_ sql: String, on connection: PostgresConnection) async -> String? {
    do {
      try await connection.query(sql, [], prepare: false)
      return nil
    } catch { return (error as? PostgresError)?.sqlState ?? "other" }
  }

  @Test("a migrated database has the rights of the list and no other, also after a second migration")
  func exact() async throws {
    try await migrated { _, owner in
      for _ in 0..<2 {
        let differences = try await DatabaseRights.differences(on: owner)
        #expect(differences.unexpected == [])
        #expect(differences.missing == [])
        try await Migrator(connection: owner, schema: MigratorTests.schema()).migrate()
      }
    }
  }

  @Test("a migration takes back what an older version gave: the whole of landing to the gateway")
  func takenBack() async throws {
    try await migrated { _, owner in
      try await owner.execute(
        "GRANT SELECT ON ALL TABLES IN SCHEMA landing TO govhub_gateway; GRANT USAGE ON SCHEMA hub TO PUBLIC")
      #expect(try await DatabaseRights.differences(on: owner).unexpected.count > 1)
      try await Migrator(connection: owner, schema: MigratorTests.schema()).migrate()
      #expect(try await DatabaseRights.differences(on: owner).unexpected == [])
    }
  }

  @Test("attack 24: a table made later in a schema of one kind is covered; one of landing stays closed until the migration")
  func later() async throws {
    try await migrated { database, owner in
      try await owner.execute("CREATE TABLE hub.later (n int4); CREATE TABLE landing.later (row_key bytea)")
      let verify = try await session(.verify, of: database), gateway = try await session(.gateway, of: database)
      #expect(await refusal("SELECT n FROM hub.later", on: verify) == nil)
      #expect(await refusal("SELECT row_key FROM landing.later", on: gateway) == "42501")
      await verify.close()
      await gateway.close()
    }
  }

  @Test(
    "attack 10: conditional division, EXPLAIN and statistics tell a role nothing of what it may not read",
    arguments: [DatabaseRole.verify, .gateway, .auditor, .ingest])
  func probes(_ role: DatabaseRole) async throws {
    try await migrated { database, _ in
      let connection = try await session(role, of: database)
      var closed = [
        "SELECT FROM audit.entry", "SELECT root FROM audit.batch", "SELECT public_key FROM audit.writer",
        "SELECT person FROM control.access_request_act",
      ]
      switch role {
      case .verify: closed += ["SELECT FROM \(Self.landing)", "SELECT raw_ct FROM control.quarantine", "SELECT FROM pg_authid"]
      case .gateway:
        closed += [
          "SELECT row_hash FROM \(Self.landing)", "SELECT alias_fp FROM \(Self.landing)", "SELECT * FROM \(Self.landing)",
          "SELECT raw_ct FROM control.quarantine", "SELECT reason FROM control.revocation",
        ]
      case .auditor:
        closed = [
          "SELECT FROM hub.person", "SELECT FROM \(Self.landing)", "SELECT FROM control.mapping_set",
          "SELECT FROM control.quarantine", "SELECT reason FROM control.revocation",
        ]
      case .ingest: closed += ["SELECT FROM control.policy_proposal", "SELECT reason FROM control.revocation"]
      }
      for query in closed {
        for probe in ["SELECT 1 / (CASE WHEN EXISTS (\(query)) THEN 0 ELSE 1 END)", "EXPLAIN \(query)", "\(query) LIMIT 1"] {
          #expect(await refusal(probe, on: connection) == "42501", "\(role): \(probe)")
        }
      }
      let statistics = """
        SELECT count(*) FROM pg_stats WHERE (schemaname = 'landing' AND attname IN ('row_hash', 'alias_fp'))
        OR (schemaname = 'audit' AND tablename = 'entry')
        """
      if role == .gateway || role == .verify {
        #expect(try await connection.query(statistics, [], prepare: false).int8(0, 0) == 0)
      }
      await connection.close()
    }
  }

  @Test("attack 33: nobody but the owner changes or empties the audit, or says when and by whom a chain was begun")
  func appendOnly() async throws {
    try await migrated { database, _ in
      for role in DatabaseRole.allCases {
        let connection = try await session(role, of: database)
        for table in ["audit.writer", "audit.batch", "audit.entry"] {
          for statement in ["DELETE FROM \(table)", "TRUNCATE \(table)", "DROP TABLE \(table)"] {
            #expect(await refusal(statement, on: connection) == "42501", "\(role): \(statement)")
          }
        }
        for forged in [
          "UPDATE audit.entry SET entry = ''", "UPDATE audit.batch SET at = now()",
          "INSERT INTO audit.batch (at) VALUES (now())", "INSERT INTO audit.writer (started_at) VALUES (now())",
          "INSERT INTO audit.writer (login) VALUES ('x')", "INSERT INTO audit.writer (backend) VALUES (1)",
        ] { #expect(await refusal(forged, on: connection) == "42501", "\(role): \(forged)") }
        await connection.close()
      }
    }
  }

  private static func begin(_ chain: Int, on connection: PostgresConnection) async throws {
    try await connection.query(
      """
      INSERT INTO audit.writer (id, process, algorithm, key_id, public_key)
      VALUES ('00000000-0000-0000-0000-00000000000\(chain)', 'test', 'x', 'x', 'x')
      """, [], prepare: false)
  }

  private static func entry(_ chain: Int, _ position: Int) -> String {
    """
    INSERT INTO audit.entry (writer, batch, position, salt, entry)
    VALUES ('00000000-0000-0000-0000-00000000000\(chain)', 1, \(position), '', 'x')
    """
  }

  @Test("row security: a session adds to the chain that it began, to no other, and cannot ask by a key whether an entry is there")
  func ownChain() async throws {
    try await migrated { database, owner in
      let first = try await session(.gateway, of: database), second = try await session(.verify, of: database)
      #expect(await refusal(Self.entry(1, 1), on: first) == "42501", "no chain yet")
      try await Self.begin(1, on: first)
      try await Self.begin(2, on: second)
      #expect(await refusal(Self.entry(1, 1), on: first) == nil)
      #expect(await refusal(Self.entry(2, 1), on: second) == nil)
      for position in [1, 2] {
        #expect(await refusal(Self.entry(1, position), on: second) == "42501", "there or not, the answer is the same")
        #expect(await refusal(Self.entry(1, position) + " ON CONFLICT DO NOTHING", on: second) == "42501")
      }
      let batch = """
        INSERT INTO audit.batch (writer, sequence, entries, previous_root, root, leaves, signature)
        VALUES ('00000000-0000-0000-0000-000000000001', 1, 1, '', '', '', '')
        """
      #expect(await refusal(batch, on: second) == "42501")
      #expect(await refusal(batch, on: first) == nil)
      let auditor = try await session(.auditor, of: database)
      #expect(try await auditor.query("SELECT count(*) FROM audit.entry", [], prepare: false).int8(0, 0) == 2)
      let logins = try await owner.query("SELECT DISTINCT login FROM audit.writer", [], prepare: false)
      #expect(logins.count == 1 && logins.text(0, 0) == "postgres", "the database names the login, not the process")
      for connection in [first, second, auditor] { await connection.close() }
    }
  }

  @Test("sets are published by the owner alone; no role makes anything, or connects without being a member")
  func closed() async throws {
    try await migrated { database, owner in
      for role in DatabaseRole.allCases {
        let connection = try await session(role, of: database)
        for statement in [
          "INSERT INTO control.policy_set (digest, files, published_by) VALUES ('', '', '')",
          "INSERT INTO control.mapping_set (digest, files, published_by) VALUES ('', '', '')",
          "UPDATE control.revocation SET lifted_at = now()", "DELETE FROM \(Self.landing)", "CREATE TABLE public.x ()",
          "CREATE TEMP TABLE x ()", "CREATE TABLE hub.x ()", "CREATE FUNCTION audit.f() RETURNS int4 LANGUAGE sql AS 'SELECT 1'",
        ] { #expect(await refusal(statement, on: connection) == "42501", "\(role): \(statement)") }
        await connection.close()
      }
      let stranger = "stranger_\(database.name)"
      try await owner.execute("CREATE ROLE \(stranger) LOGIN")
      var configuration = database.configuration(role: stranger)
      configuration.role = "govhub_verify"
      let refused = await #expect(throws: PostgresError.self) { try await PostgresConnection.connect(configuration) }
      #expect(refused?.sqlState == "42501")
      #expect(refused?.description.contains("govhub_verify") == true, "\(refused?.description ?? "")")
      try await owner.execute("GRANT govhub_verify TO \(stranger)")
      try await PostgresConnection.connect(configuration).close()
      try await owner.execute("DROP ROLE \(stranger)")
    }
  }
}
