import HubConnectorKit
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("Reading what changed", .timeLimit(.minutes(5)))
struct IncrementTests {
  private static let table = "CREATE TABLE t (id text PRIMARY KEY, name text, at timestamptz);"

  private func connector(
    _ source: SourceDatabase, cursor: String = "at", overlap: Int = 300, columns: [String] = ["id"]
  ) throws -> PostgreSQLConnector {
    let load = SourceLoad.incremental(Increment(cursor: cursor, overlap: overlap, skew: 600))
    return try source.connector(columns: columns, key: ["id"], load: load)
  }

  @Test("FE-01 rows of one time, read three at a time, go on from every batch without a gap or a repetition")
  func equalCursors() async throws {
    let rows = """
      INSERT INTO t SELECT 'k' || n, NULL, '2024-01-02 03:04:05.678901+08' FROM generate_series(10, 19) AS n;
      INSERT INTO t VALUES ('a', NULL, '2024-01-01'), ('z', NULL, '2024-01-03'), ('null', 'x', NULL);
      """
    try await SourceDatabase.with(Self.table + rows) { source in
      let connector = try connector(source)
      let all = try await connector.reading(batchRows: 3)
      let expected = ["a", "k10", "k11", "k12", "k13", "k14", "k15", "k16", "k17", "k18", "k19", "z", "null"]
      #expect(all.keys == expected)
      #expect(all.batches == [3, 3, 3, 3, 1] && all.lines == Array(1...13))
      for (index, checkpoint) in all.checkpoints.enumerated() {
        let rest = try await connector.reading(from: try #require(checkpoint), batchRows: 2)
        #expect(rest.keys == Array(all.keys.dropFirst(3 * (index + 1))))
        #expect(rest.summary?.checkpoint == all.summary?.checkpoint)
      }
    }
  }

  @Test("A transaction that ends late arrives within the overlap; rows of long before do not come again")
  func lateCommit() async throws {
    let rows = "INSERT INTO t VALUES ('old', NULL, now() - interval '1 day'), ('new', NULL, now() - interval '10 s');"
    try await SourceDatabase.with(Self.table + rows) { source in
      let connector = try connector(source)
      // Written before the first read and not yet committed.
      let writer = try await PostgresConnection.connect(
        PostgresConfiguration(uri: source.cluster.uri(database: source.name)))
      let first = try await writer.transaction { transaction in
        try await transaction.query("INSERT INTO t VALUES ('late', NULL, now() - interval '60 s')")
        return try await connector.reading()
      }
      #expect(first.keys == ["old", "new"])
      let second = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(second.keys == ["late", "new"])
      #expect(second.summary?.checkpoint == first.summary?.checkpoint)
      await writer.close()
    }
  }

  @Test("A cursor far in the future is delivered and hides nothing")
  func future() async throws {
    let rows = "INSERT INTO t VALUES ('now', NULL, now()), ('far', NULL, '2999-12-31'), ('never', NULL, 'infinity');"
    try await SourceDatabase.with(Self.table + rows) { source in
      let connector = try connector(source, overlap: 0)
      let first = try await connector.reading()
      #expect(first.keys == ["now", "far", "never"])
      try await source.run("INSERT INTO t VALUES ('next', NULL, now())")
      let second = try await connector.reading(from: first.summary?.checkpoint)
      #expect(second.keys == ["now", "next", "far", "never"])
      try await source.run("DELETE FROM t WHERE id IN ('now', 'next')")
      let third = try await connector.reading(from: second.summary?.checkpoint)
      #expect(third.keys == ["far", "never"] && third.summary?.checkpoint == second.summary?.checkpoint)
    }
  }

  @Test("A cursor a little ahead of the clock does not move the position over rows that are still to come")
  func ahead() async throws {
    let rows = "INSERT INTO t VALUES ('now', NULL, now()), ('soon', NULL, now() + interval '5 minutes');"
    try await SourceDatabase.with(Self.table + rows) { source in
      let connector = try connector(source, overlap: 0)
      let first = try await connector.reading(batchRows: 1)
      #expect(first.keys == ["now", "soon"])
      #expect(try await connector.reading(from: first.checkpoints[0]).keys == ["soon"])
      try await source.run("INSERT INTO t VALUES ('next', NULL, now())")
      let second = try await connector.reading(from: first.summary?.checkpoint)
      #expect(second.keys == ["now", "next", "soon"])
    }
  }

  @Test("An empty table ends with a checkpoint from which the first rows come")
  func empty() async throws {
    try await SourceDatabase.with(Self.table) { source in
      let connector = try connector(source)
      let first = try await connector.reading()
      #expect(first.batches.isEmpty)
      try await source.run("INSERT INTO t VALUES ('a', NULL, '2001-01-01')")
      let second = try await connector.reading(from: try #require(first.summary?.checkpoint))
      #expect(second.keys == ["a"])
    }
  }

  @Test(
    "Cursors of other types keep their last digit, and go back by as many units or seconds",
    arguments: [
      ("bigint", "1000", "9007199254740993", "9007199254740992"),
      ("numeric", "0.1", "12345678901234567890.000000001", "12345678901234567889.5"),
      ("timestamp", "2020-01-01", "2024-01-02 00:00:00.000001", "2024-01-01 23:59:59.5"),
      ("date", "2020-01-01", "2024-01-02", "2024-01-02"), ("char(4)", "a", "b7", "b7"),
    ])
  func types(type: String, old: String, last: String, recent: String) async throws {
    let script = """
      CREATE TABLE t (id text PRIMARY KEY, at \(type));
      INSERT INTO t VALUES ('old', '\(old)'), ('last', '\(last)');
      """
    try await SourceDatabase.with(script) { source in
      let connector = try connector(source, overlap: 1)
      let first = try await connector.reading(batchRows: 1)
      #expect(first.keys == ["old", "last"])
      #expect(try await connector.reading(from: first.checkpoints[0]).keys == ["last"])
      try await source.run("INSERT INTO t VALUES ('recent', '\(recent)')")
      let second = try await connector.reading(from: first.summary?.checkpoint)
      #expect(Set(second.keys) == ["last", "recent"])
    }
  }

  @Test("A query has increments too; a checkpoint of another load is refused")
  func query() async throws {
    try await SourceDatabase.with(Self.table + "INSERT INTO t VALUES ('a', 'b', '2024-01-01')") { source in
      let load = SourceLoad.incremental(Increment(cursor: "更新"))
      let query = ["query": SourceSettings.Value.text("SELECT id AS \"号\", at AS \"更新\" FROM t")]
      let connector = try source.connector(nil, columns: ["号"], key: ["号"], load: load, query)
      let first = try await connector.reading()
      #expect(first.keys == ["a"] && first.summary?.header == ["号", "更新"])
      let again = try await connector.reading(from: first.summary?.checkpoint)
      #expect(again.keys == ["a"])
      let whole = try source.connector(columns: ["id"])
      let error = await #expect(throws: HubError.self) { try await whole.reading(from: first.summary?.checkpoint) }
      #expect(error?.code == "checkpoint-malformed")
    }
  }
}
