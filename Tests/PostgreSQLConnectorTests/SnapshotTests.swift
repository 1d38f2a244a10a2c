import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("Reading a table whole", .timeLimit(.minutes(5)))
struct SnapshotTests {
  private static let people = """
    CREATE TABLE t (id text PRIMARY KEY, name text, note text);
    INSERT INTO t SELECT 'k' || n, '样本' || n, CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE '𠮷' || n END
      FROM generate_series(1, 1000) AS n;
    """

  @Test("FD-02 NULL is absent, an empty text is empty, every character comes as it is; the columns in the order asked for")
  func rows() async throws {
    try await SourceDatabase.with(Self.people) { source in
      let connector = try source.connector(columns: ["note", "id"])
      let reading = try await connector.reading(batchRows: 300)
      #expect(reading.batches == [300, 300, 300, 100] && reading.lines == Array(1...1000))
      #expect(reading.rows[0] == ["", "k1"] && reading.rows[1] == ["𠮷2", "k2"] && reading.rows[2] == [nil, "k3"])
      #expect(reading.summary?.header == ["id", "name", "note"] && reading.summary?.rows == 1000)
      #expect(reading.summary?.checkpoint == nil)
      #expect(try await connector.reading().rows == reading.rows)
    }
  }

  @Test("FD-07 numbers, dates and times come as exact text that no setting of the server changes")
  func types() async throws {
    let script = """
      CREATE TABLE t (a numeric(30,10), b numeric, c date, d timestamptz, e timestamp, f float8, g bool, h char(6), i bytea,
        j interval, k date, l text[]);
      INSERT INTO t VALUES (12345678901234567890.0100000000, 'NaN', '1986-05-04', '1988-07-01 00:00:00.000001+08',
        '2024-02-29 23:59:59.999999', 0.1, true, 'ab', '\\x00ff', '1 day 2 hours', 'infinity', ARRAY['a', NULL]);
      ALTER ROLE CURRENT_USER SET datestyle = 'German'; ALTER ROLE CURRENT_USER SET timezone = 'America/New_York';
      """
    try await SourceDatabase.with("") { source in
      try await source.run("CREATE ROLE r_\(source.name) SUPERUSER LOGIN")
      let user = "r_\(source.name)"
      try await source.run(script.replacing("CURRENT_USER", with: user))
      let columns = "abcdefghijkl".map(String.init)
      let row = try await source.connector(columns: columns, user: user).reading().rows[0]
      #expect(
        row == [
          "12345678901234567890.0100000000", "NaN", "1986-05-04", "1988-07-01 01:00:00.000001+09",
          "2024-02-29 23:59:59.999999", "0.1", "true", "ab", "\\x00ff", "1 day 02:00:00", "infinity", "{a,NULL}",
        ])
      try await source.run("DROP ROLE \(user)")
    }
  }

  @Test("An empty table is a clean read of no batch; so is a query that finds nothing")
  func empty() async throws {
    try await SourceDatabase.with("CREATE TABLE t (id text)") { source in
      let reading = try await source.connector(columns: ["id"]).reading()
      #expect(reading.batches.isEmpty && reading.summary?.rows == 0 && reading.summary?.header == ["id"])
      let query = try await source.connector(nil, columns: ["x"], ["query": .text("SELECT id AS x FROM t;")]).reading()
      #expect(query.batches.isEmpty && query.summary?.header == ["x"])
    }
  }

  @Test("A query is read like a table, and cannot write even where a function does")
  func query() async throws {
    let trap = """
      CREATE FUNCTION upper(text, int) RETURNS text LANGUAGE sql AS 'INSERT INTO t VALUES (''x'', NULL, NULL) RETURNING id';
      """
    try await SourceDatabase.with(Self.people + trap) { source in
      let query = "SELECT id, upper(id) AS \"大写\" FROM t WHERE name LIKE '%7' ORDER BY length(id), id"
      let connector = try source.connector(nil, columns: ["大写", "id"], ["query": .text(query), "parallel": .count(4)])
      let reading = try await connector.reading()
      #expect(reading.rows.count == 100 && reading.rows[0] == ["K7", "k7"] && reading.rows[1] == ["K17", "k17"])
      let writing = try source.connector(nil, columns: ["x"], ["query": .text("SELECT upper('a', 1) AS x FROM t")])
      let error = await #expect(throws: HubError.self) { try await writing.reading() }
      #expect(error?.code == "source-refused" && error?.persistence == .terminal)
      #expect(try await source.owner.query("SELECT count(*) FROM t").int8(0, 0) == 1000)
    }
  }

  @Test("FE-04 a column that is gone stops the read and is named beside the new ones, before any row")
  func columns() async throws {
    try await SourceDatabase.with(Self.people) { source in
      let connector = try source.connector(columns: ["id", "法人"])
      for isRead in [true, false] {
        let error = await #expect(throws: HubError.self) {
          if isRead { _ = try await connector.reading() } else { _ = try await connector.check() }
        }
        #expect(error?.code == "missing-column" && error?.message.contains("法人") == true)
        #expect(error?.message.contains("name, note") == true)
      }
    }
  }

  @Test("Several connections bring the same rows in the same order as one, of one instant")
  func parallel() async throws {
    let script = """
      CREATE TABLE t (id int, pad text) WITH (autovacuum_enabled = off);
      INSERT INTO t SELECT n, repeat('x', 900) FROM generate_series(1, 30000) AS n;
      DELETE FROM t WHERE id % 7 = 0;
      UPDATE t SET pad = repeat('y', 901) WHERE id % 11 = 0;
      """
    try await SourceDatabase.with(script) { source in
      let blocks = try await source.owner.query("SELECT pg_relation_size('t') / 8192").int8(0, 0) ?? 0
      #expect(blocks > 5 * SnapshotRanges.blocksPerRange)
      let serial = try await source.connector(columns: ["id", "pad"]).reading()
      let parallel = try source.connector(columns: ["id", "pad"], ["parallel": .count(4)])
      var reading = Reading()
      let summary = try await parallel.read { batch in
        reading.take(batch)
        if reading.batches.count == 1 { try await source.run("UPDATE t SET id = -1") }
      }
      #expect(summary.rows == serial.summary?.rows && reading.lines == serial.lines)
      #expect(reading.rows == serial.rows)
    }
  }

  @Test("Rows of a megabyte each come whole, a few in a batch")
  func wide() async throws {
    let script = """
      CREATE TABLE t (id int, big text);
      INSERT INTO t SELECT n, repeat(chr(97 + n), 1500000) FROM generate_series(1, 12) AS n;
      """
    try await SourceDatabase.with(script) { source in
      let reading = try await source.connector(columns: ["id", "big"]).reading()
      #expect(reading.rows.count == 12 && reading.rows.allSatisfy { $0[1]?.utf8.count == 1_500_000 })
      #expect(reading.batches.allSatisfy { $0 <= 4 })
    }
  }
}
