import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import ODBCConnector

@Suite("Reading PostgreSQL through psqlodbc", .timeLimit(.minutes(5)))
struct PostgreSQLReadTests {
  private func connector(
    _ database: TestDatabase, columns: [String], cursor: String? = nil,
    _ more: [String: SourceSettings.Value] = ["table": .text("public.t")]
  ) throws -> ODBCConnector {
    let base: [String: SourceSettings.Value] = [
      "driver": .text("/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so"), "dialect": .text("postgresql"),
      "server": .text(database.cluster.socketFolder), "port": .count(5_432), "database": .text(database.name),
    ]
    let secret = Secret(["user": "postgres", "password": "canarysecret"])
    return try ODBCConnector(
      SourceRequest(
        settings: SourceSettings(base.merging(more) { $1 }), columns: columns, keyColumns: ["id"],
        load: cursor.map { .incremental(Increment(cursor: $0)) } ?? .fullSnapshot, secret: { secret }, retry: .none))
  }

  private func execute(_ sql: String, in database: TestDatabase) async throws {
    let connection = try await database.connect()
    try await connection.execute(sql)
    await connection.close()
  }

  @Test(
    "FD-02 FD-07 texts are whole without a declared length, numbers exact, times with every digit and their zone",
    arguments: ["utf8", "wide"])
  func types(_ form: String) async throws {
    try await TestCluster.withDatabase { database in
      try await execute(
        """
        CREATE TABLE t (id bigint PRIMARY KEY, v varchar, v4 varchar(4), n numeric(18,2), d date,
          z timestamptz, s timestamp, b boolean, y bytea);
        INSERT INTO t VALUES
          (1, repeat('长', 300), '样本𠮷野', 1234567890123456.78, '1991-08-01',
            '2024-01-02 03:04:05.678901+08', '2024-01-02 03:04:05.678901', true, '\\x00ff'),
          (2, '', '', -0.01, '1992-08-01', NULL, 'infinity', false, ''),
          (3, NULL, NULL, NULL, '0044-03-15 BC', NULL, NULL, NULL, NULL);
        """, in: database)
      let found = try await connector(
        database, columns: ["id", "v", "v4", "n", "d", "z", "s", "b", "y"], ["table": .text("public.t"), "text": .text(form)]
      ).collected()
      #expect(
        found.rows == [
          [
            "1", String(repeating: "长", count: 300), "样本𠮷野", "1234567890123456.78", "1991-08-01",
            "2024-01-02 03:04:05.678901+08",
            "2024-01-02 03:04:05.678901", "1", "00ff",
          ],
          ["2", "", "", "-0.01", "1992-08-01", nil, "infinity", "0", ""],
          ["3", nil, nil, nil, "0044-03-15 BC", nil, nil, nil, nil],
        ])
    }
  }

  @Test("20,000 rows come once each over the borders of blocks and batches")
  func borders() async throws {
    try await TestCluster.withDatabase { database in
      try await execute(
        "CREATE TABLE t AS SELECT i AS id, i % 7 AS v FROM generate_series(1, 20000) i; ALTER TABLE t ADD PRIMARY KEY (id);",
        in: database)
      let found = try await self.connector(database, columns: ["id", "v"]).collected(batchRows: 999)
      #expect(found.keys == (1...20_000).map { "\($0)" })
    }
  }

  @Test("FE-01 a read stopped behind any batch goes on with the rows after it; a later read begins inclusively")
  func stopped() async throws {
    try await TestCluster.withDatabase { database in
      try await execute(
        """
        CREATE TABLE t (id int PRIMARY KEY, at timestamptz);
        INSERT INTO t SELECT i, '2024-01-01 00:00:00.000001+08'::timestamptz + (i / 2) * interval '1 microsecond'
          FROM generate_series(1, 6) i;
        INSERT INTO t VALUES (9, '2999-12-31');
        """, in: database)
      let connector = try self.connector(database, columns: ["id"], cursor: "at")
      for batches in 1...6 {
        let first = try await connector.collected(batchRows: 1, stopAfter: batches)
        let rest = try await connector.collected(from: first.checkpoints.last)
        #expect(first.keys + rest.keys == ["1", "2", "3", "4", "5", "6", "9"])
      }
      let whole = try await connector.collected()
      let next = try await connector.collected(from: whole.summary?.checkpoint)
      #expect(whole.summary?.checkpoint?.rawValue == #"{"from":"2024-01-01 00:00:00.000004+08"}"#)
      #expect(next.keys == whole.keys)
    }
  }

  @Test("A query whose function writes is refused by the session")
  func readOnly() async throws {
    try await TestCluster.withDatabase { database in
      try await execute(
        """
        CREATE TABLE t (id int); CREATE SEQUENCE s;
        CREATE FUNCTION sneaky() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING id';
        """, in: database)
      for query in ["SELECT sneaky() AS id", "SELECT nextval('s') AS id"] {
        let connector = try self.connector(database, columns: ["id"], ["query": .text(query)])
        let error = await #expect(throws: HubError.self) { _ = try await connector.collected() }
        #expect(error?.code == "write-refused")
      }
    }
  }

  @Test("A missing table and a missing database are told without a secret")
  func faults() async throws {
    try await TestCluster.withDatabase { database in
      let missing = try self.connector(database, columns: ["id"])
      let first = await #expect(throws: HubError.self) { _ = try await missing.collected() }
      #expect(first?.code == "table-missing")
      let nowhere = try self.connector(database, columns: ["id"], ["table": .text("t"), "database": .text("nowhere")])
      let second = await #expect(throws: HubError.self) { _ = try await nowhere.collected() }
      #expect(second?.code == "connection-refused")
      for error in [first, second] { #expect(error.map { !"\($0)".contains("canary") } == true) }
    }
  }

  @Test("check and discover")
  func check() async throws {
    try await TestCluster.withDatabase { database in
      try await execute(
        "CREATE TABLE t (id int PRIMARY KEY, at timestamp); CREATE INDEX ON t (at, id); CREATE VIEW v AS SELECT id FROM t;",
        in: database)
      let connector = try self.connector(database, columns: ["id"], cursor: "at")
      let state = try await connector.check()
      #expect(state.server.hasPrefix("PostgreSQL ") && !state.notes.contains { $0.contains("No index") })
      let tables = try await connector.discover()
      #expect(tables.map(\.name) == ["public.t", "public.v"])
      #expect(tables.first?.columns.map(\.name) == ["id", "at"])
    }
  }
}
