import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import HubStore

/// Attacks 6 and 9 in the database itself, should somebody come to speak with it as the gateway does.
@Suite("No statement of a gateway's role goes round its rights") struct HiddenKeyTests {
  static let roles = [DatabaseRole.verify, .gateway]

  /// SQLSTATE of each statement, nil where it was let through.
  private func refusals(_ statements: [String], as role: DatabaseRole) async throws -> [String?] {
    let schema = try MigratorTests.schema()
    return try await TestCluster.withDatabase { database in
      let owner = try await database.connect()
      try await Migrator(connection: owner, schema: schema).migrate()
      try await owner.execute("INSERT INTO hub.person (subject, conflict) VALUES ('\\x01', 0)")
      var configuration = database.configuration()
      configuration.role = role.rawValue
      SessionLimits(role).apply(to: &configuration)
      let connection = try await PostgresConnection.connect(configuration)
      var refusals: [String?] = []
      for statement in statements {
        do {
          try await connection.query(statement, [], prepare: false)
          refusals.append(nil)
        } catch { refusals.append((error as? PostgresError)?.sqlState ?? "other") }
      }
      await connection.close()
      await owner.close()
      return refusals
    }
  }

  @Test(
    "attack 9: to write a key that is there and one that is not is refused alike, whatever is to happen on a clash",
    arguments: roles)
  func keys(_ role: DatabaseRole) async throws {
    func statements(_ key: String) -> [String] {
      let insert = "INSERT INTO hub.person (subject, conflict) VALUES ('\\x\(key)', 0)"
      let alias = "INSERT INTO hub.alias (fingerprint, subject, kind, source) VALUES ('\\x\(key)', '\\x\(key)', 'superseded', 1)"
      return [
        insert, "\(insert) ON CONFLICT DO NOTHING", "\(insert) ON CONFLICT (subject) DO UPDATE SET conflict = 1",
        "\(insert) RETURNING subject", "UPDATE hub.person SET subject = '\\x\(key)'",
        "DELETE FROM hub.person WHERE subject = '\\x\(key)'",
        "SELECT FROM hub.person WHERE subject = '\\x\(key)' FOR UPDATE", alias, "\(alias) ON CONFLICT DO NOTHING",
        "MERGE INTO hub.person p USING (SELECT 1) s ON p.subject = '\\x\(key)' WHEN MATCHED THEN DELETE",
      ]
    }
    let there = try await refusals(statements("01"), as: role)
    let fresh = try await refusals(statements("02"), as: role)
    #expect(there == fresh)
    #expect(there.allSatisfy { $0 == "42501" }, "\(there)")
  }

  @Test(
    "attack 6: by subquery, view, CTE, union, lateral, cursor, COPY, RETURNING or a block no closed column is reached",
    arguments: roles)
  func paths(_ role: DatabaseRole) async throws {
    let table = #"landing."public_security__population""#
    let paths = [
      "SELECT row_hash AS code FROM \(table)", "SELECT (SELECT count(row_hash) FROM \(table))",
      "SELECT subject FROM hub.person WHERE subject IN (SELECT row_hash FROM \(table))",
      "WITH x AS (SELECT row_hash FROM \(table)) SELECT count(*) FROM x",
      "SELECT subject FROM hub.person UNION SELECT row_hash FROM \(table)",
      "SELECT l.* FROM hub.person p, LATERAL (SELECT row_hash FROM \(table) t WHERE t.subject = p.subject) l",
      "SELECT p.subject FROM hub.person p JOIN \(table) t ON t.row_hash = p.subject",
      "DECLARE c CURSOR WITH HOLD FOR SELECT row_hash FROM \(table)", "COPY (SELECT row_hash FROM \(table)) TO STDOUT",
      "COPY \(table) (row_hash) TO STDOUT", "DELETE FROM \(table) RETURNING row_hash",
      "UPDATE \(table) SET row_hash = row_hash RETURNING row_hash", "SELECT 1 FROM \(table) ORDER BY row_hash",
      "SELECT count(*) FROM \(table) GROUP BY row_hash", "SELECT count(*) FROM \(table) HAVING count(row_hash) > 0",
      "SELECT rank() OVER (ORDER BY row_hash) FROM \(table)", "SELECT CASE WHEN row_hash = '' THEN 1 END FROM \(table)",
      "DO $$ BEGIN PERFORM row_hash FROM \(table); END $$", "CREATE VIEW hub.v AS SELECT row_hash FROM \(table)",
      "CREATE TEMP VIEW v AS SELECT row_hash FROM \(table)", "CREATE TEMP TABLE t AS SELECT row_hash FROM \(table)",
    ]
    let refusals = try await refusals(paths, as: role)
    for (path, refusal) in zip(paths, refusals) { #expect(refusal == "42501", "\(role): \(path)") }
  }
}
