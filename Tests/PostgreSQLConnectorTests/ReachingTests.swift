import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("Reaching a PostgreSQL source", .timeLimit(.minutes(5)))
struct ReachingTests {
  private static let script = "CREATE TABLE t (id text PRIMARY KEY, at timestamptz); INSERT INTO t VALUES ('a', now())"

  private func fault(_ connector: PostgreSQLConnector) async -> HubError? {
    let error = await #expect(throws: HubError.self) { try await connector.reading() }
    _ = await #expect(throws: HubError.self) { _ = try await connector.check() }
    #expect(error?.description.contains(SourceDatabase.canary) == false)
    return error
  }

  @Test("A login, a database, a table, a right that lacks is told as such, and never with the password")
  func refusals() async throws {
    try await SourceDatabase.with(Self.script) { source in
      let unknown = await fault(try source.connector(columns: ["id"], user: "nobody_of_that_name"))
      #expect(unknown?.code == "login-denied" && unknown?.persistence == .terminal)
      let database = await fault(try source.connector(columns: ["id"], ["database": .text("none=such host=elsewhere")]))
      #expect(database?.code == "database-missing" && database?.persistence == .terminal)
      let table = await fault(try source.connector("T", columns: ["id"]))
      #expect(table?.code == "table-missing")
      try await source.run("CREATE ROLE poor_\(source.name) LOGIN")
      let right = await fault(try source.connector(columns: ["id"], user: "poor_\(source.name)"))
      #expect(right?.code == "right-missing" && right?.remedy?.contains("GRANT") == true)
      try await source.run("DROP ROLE poor_\(source.name)")
    }
  }

  @Test("A server that is not there may be there later")
  func unreachable() async throws {
    try await SourceDatabase.with(Self.script) { source in
      let error = await fault(try source.connector(columns: ["id"], ["port": .count(1)]))
      #expect(error?.code == "connection-refused" && error?.persistence == .transient)
    }
  }

  @Test("A statement that passes its time limit may do so another time")
  func timeLimit() async throws {
    try await SourceDatabase.with("CREATE VIEW slow AS SELECT 'a'::text AS id FROM pg_sleep(120)") { source in
      let connector = try source.connector("slow", columns: ["id"], ["statement_timeout": .count(1)])
      let error = await #expect(throws: HubError.self) { try await connector.reading() }
      #expect(error?.code == "statement-timeout" && error?.persistence == .transient)
    }
  }

  @Test("A secret without a password is refused before anything is sent")
  func incomplete() async throws {
    try await SourceDatabase.with(Self.script) { source in
      let connector = try source.connector(columns: ["id"], password: "")
      #expect(await fault(connector)?.code == "secret-incomplete")
    }
  }

  @Test("check names the server and a cursor without an index")
  func check() async throws {
    try await SourceDatabase.with(Self.script) { source in
      let load = SourceLoad.incremental(Increment(cursor: "at"))
      let connector = try source.connector(columns: ["id"], key: ["id"], load: load)
      let state = try await connector.check()
      #expect(state.server.hasPrefix("PostgreSQL ") && state.notes.count == 1)
      try await source.run("CREATE INDEX ON t (at, id)")
      #expect(try await connector.check().notes.isEmpty)
    }
  }

  @Test("discover lists what the login may read, by schema and name")
  func discover() async throws {
    let script = "CREATE SCHEMA \"人口\"; CREATE TABLE \"人口\".\"登记\" (号码 char(18), n numeric(18,2)); CREATE TABLE t (id text)"
    try await SourceDatabase.with(script + "; CREATE VIEW v AS SELECT id FROM t") { source in
      let tables = try await source.connector(columns: ["id"]).discover()
      #expect(tables.map(\.name) == ["public.t", "public.v", "人口.登记"])
      #expect(tables[2].columns.map(\.name) == ["号码", "n"])
      #expect(tables[2].columns.map(\.type) == ["character(18)", "numeric(18,2)"])
      #expect(tables[1].rows == nil)
      try await source.run("CREATE ROLE some_\(source.name) LOGIN; GRANT SELECT (id) ON t TO some_\(source.name)")
      let some = try source.connector(columns: ["id"], user: "some_\(source.name)")
      #expect(try await some.discover().map(\.name) == ["public.t"])
      #expect(try await some.reading().batches.isEmpty)
      try await source.run("DROP OWNED BY some_\(source.name); DROP ROLE some_\(source.name)")
    }
  }

  private static func cancelThisTask() { withUnsafeCurrentTask { $0?.cancel() } }

  @Test("A cancelled read ends, and leaves no session at the server")
  func cancellation() async throws {
    let script = "CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 200000)"
    try await SourceDatabase.with(script) { source in
      let connector = try source.connector(columns: ["id"], ["parallel": .count(3)])
      let reading = Task {
        try await connector.read(batchRows: 10) { _ in Self.cancelThisTask() }
      }
      await #expect(throws: CancellationError.self) { _ = try await reading.value }
      // The server notices the end of a session on its own time.
      var left: Int64 = 1
      while left > 0 {
        left =
          try await source.owner.query(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
              + " AND backend_type = 'client backend'"
          ).int8(0, 0) ?? 0
        if left > 0 { try await Task.sleep(for: .milliseconds(20)) }
      }
    }
  }
}
