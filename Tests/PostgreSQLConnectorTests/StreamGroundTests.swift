import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("What logical replication needs", .timeLimit(.minutes(5)))
struct StreamGroundTests {
  private func fault(_ connector: PostgreSQLConnector) async -> HubError? {
    let error = await #expect(throws: HubError.self) { try await connector.reading() }
    let same = await #expect(throws: HubError.self) { _ = try await connector.check() }
    #expect(error?.code == same?.code)
    return error
  }

  @Test("A server without a log of changes says so")
  func level() async throws {
    try await SourceDatabase.with(SourceDatabase.streamed) { source in
      let connector = try source.stream()
      #expect(await fault(connector)?.code == "wal-level")
    }
  }

  @Test("What lacks is told with the statement that mends it")
  func ground() async throws {
    try await LogicalCluster.with("CREATE TABLE t (id text, name text)") { source in
      let connector = try source.stream(columns: ["id"])
      let none = await fault(connector)
      #expect(none?.code == "publication-missing")
      let statement = "CREATE PUBLICATION \"p\" FOR TABLE \"public\".\"t\""
      #expect(none?.remedy?.contains(statement) == true)
      try await source.run("CREATE PUBLICATION p")
      #expect(await fault(connector)?.remedy?.contains("ADD TABLE \"public\".\"t\"") == true)
      try await source.run("ALTER PUBLICATION p ADD TABLE t; ALTER PUBLICATION p SET (publish = 'insert')")
      #expect(await fault(connector)?.remedy?.contains("SET (publish") == true)
      try await source.run("ALTER PUBLICATION p SET (publish = 'insert, update, delete, truncate')")
      #expect(await fault(connector)?.code == "replica-identity-missing")
      try await source.run("ALTER TABLE t REPLICA IDENTITY FULL")
      let state = try await connector.check()
      #expect(!state.notes.contains { $0.contains("max_slot_wal_keep_size") } && connector.isOrderAuthoritative)
      let reading = try await connector.reading()
      #expect(reading.batches.isEmpty && reading.summary?.checkpoint != nil)
    }
  }

  @Test("A publication with a row filter and a table with children would hide changes, and are refused")
  func partial() async throws {
    let script = "CREATE TABLE t (id text PRIMARY KEY); CREATE PUBLICATION p FOR TABLE t WHERE (id <> 'x')"
    try await LogicalCluster.with(script) { source in
      let connector = try source.stream(columns: ["id"])
      #expect(await fault(connector)?.code == "publication-filtered")
      try await source.run("ALTER PUBLICATION p SET TABLE t; CREATE TABLE child () INHERITS (t)")
      #expect(await fault(connector)?.code == "table-inherited")
      try await source.run("DROP TABLE child")
      #expect(try await connector.reading().batches.isEmpty)
    }
  }

  @Test("A slot that nothing bounds is made only where the mapping says so; a server without a free slot is told")
  func bounds() async throws {
    let settings = ["wal_level": "logical", "max_replication_slots": "1", "max_wal_senders": "4"]
    let cluster = try await ThrowawayCluster.start(settings: settings).cluster
    let owner = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
    let source = SourceDatabase(name: "postgres", cluster: cluster, owner: owner)
    try await source.run(SourceDatabase.streamed)
    let refused = await fault(try source.stream(columns: ["id"]))
    #expect(refused?.code == "slot-unbounded" && refused?.remedy?.contains("ALTER SYSTEM") == true)
    #expect(try await source.confirmed() == nil)
    let brave = try source.stream(columns: ["id"], ["unlimited_wal": .flag(true)])
    #expect(try await brave.reading().rows.count == 20)
    let notes = try await brave.check().notes
    #expect(notes.contains { $0.contains("MiB") } && notes.contains { $0.contains("max_slot_wal_keep_size") })
    try await owner.query("SELECT pg_drop_replication_slot($1)", [.text(source.name)])
    try await owner.query("SELECT pg_create_physical_replication_slot('taken')")
    #expect(await fault(brave)?.code == "slots-exhausted")
    await owner.close()
  }

  @Test("A login without the right to replicate, and a slot of somebody else, are refused")
  func rights() async throws {
    try await LogicalCluster.with(SourceDatabase.streamed) { source in
      let role = "reader_\(source.name)"
      try await source.run("CREATE ROLE \(role) LOGIN; GRANT SELECT ON t TO \(role)")
      let load = SourceLoad.incremental(Increment(cursor: nil))
      let names: [String: SourceSettings.Value] = [
        "stream": .text("logical"), "slot": .text(source.name), "publication": .text("p"),
      ]
      let poor = try source.connector(columns: ["id"], key: ["id"], load: load, user: role, names)
      #expect(await fault(poor)?.code == "replication-right-missing")
      try await source.run("ALTER ROLE \(role) REPLICATION")
      #expect(try await poor.reading().rows.count == 20)
      try await source.owner.query("SELECT pg_drop_replication_slot($1)", [.text(source.name)])
      try await source.owner.query("SELECT pg_create_physical_replication_slot($1)", [.text(source.name)])
      #expect(await fault(poor)?.code == "slot-foreign")
      try await source.owner.query("SELECT pg_drop_replication_slot($1)", [.text(source.name)])
      try await source.run("DROP OWNED BY \(role); DROP ROLE \(role)")
    }
  }

  @Test("A wrong password is a refused login, and no error holds it")
  func password() async throws {
    try await LogicalCluster.with("CREATE TABLE t (id text); GRANT SELECT ON t TO PUBLIC") { source in
      let wrong = try source.connector(columns: ["id"], user: "asked")
      let error = await fault(wrong)
      #expect(error?.code == "login-denied" && error?.persistence == .terminal)
      #expect(error?.description.contains(SourceDatabase.canary) == false)
      let right = try source.connector(columns: ["id"], user: "asked", password: LogicalCluster.password)
      #expect(try await right.reading().batches.isEmpty)
    }
  }
}
