import HubConnectorKit
import HubPostgres
import HubTesting
import Testing

@testable import PostgreSQLConnector

@Suite("Writers beside the reader", .timeLimit(.minutes(5)))
struct InterleavingTests {
  private static let overlap = 20

  @Test("row 5: in whatever order transactions begin, write and end, every row arrives, at most once a read", arguments: 1...6)
  func interleaved(seed: Int) async throws {
    try await SourceDatabase.with("CREATE TABLE t (id text PRIMARY KEY, name text, at timestamptz);") { source in
      let load = SourceLoad.incremental(Increment(cursor: "at", overlap: Self.overlap, skew: 600))
      let connector = try source.connector(columns: ["id", "name"], key: ["id"], load: load)
      var reader = Reader(connector: connector)
      var writers = RandomWriters(source, seed: UInt64(seed), overlap: Self.overlap)
      for step in 1...150 {
        if try await writers.step(step) { try await reader.read() }
      }
      try await writers.endAll()
      try await reader.read()
      #expect(reader.seen == writers.committed)
      #expect(!reader.hasRepeated)
      #expect(reader.lastCount < writers.committed.count, "rows of long before do not come again")
    }
  }

  @Test("row 6: a million rows of one time come once each, and a position stays small")
  func million() async throws {
    let rows = """
      CREATE TABLE t (id text PRIMARY KEY, at timestamptz);
      INSERT INTO t SELECT to_char(n, 'FM0000000'), '2024-01-02' FROM generate_series(1, 1000000) AS n;
      CREATE INDEX ON t (at, id); ANALYZE t;
      """
    try await SourceDatabase.with(rows) { source in
      let load = SourceLoad.incremental(Increment(cursor: "at"))
      let connector = try source.connector(columns: ["id"], key: ["id"], load: load)
      var (count, last, longest, isAscending) = (0, "", 0, true)
      _ = try await connector.read(batchRows: 2_000) { batch in
        for row in 0..<batch.rows {
          let key = batch.string(row: row, column: 0) ?? ""
          if key <= last { isAscending = false }
          last = key
        }
        count += batch.rows
        longest = max(longest, batch.checkpoint?.rawValue.utf8.count ?? 0)
      }
      #expect(count == 1_000_000 && last == "1000000")
      #expect(isAscending, "neither repeated nor out of order")
      #expect(longest > 0 && longest < 1_000)
    }
  }

  /// Reads what changed, from where it got to.
  private struct Reader {
    let connector: PostgreSQLConnector
    var checkpoint: Checkpoint?
    var seen: [String: String] = [:]
    var hasRepeated = false
    var lastCount = 0

    init(connector: PostgreSQLConnector) { self.connector = connector }

    mutating func read() async throws {
      let reading = try await connector.reading(from: checkpoint, batchRows: 7)
      checkpoint = reading.summary?.checkpoint
      lastCount = reading.rows.count
      if Set(reading.keys).count < reading.rows.count { hasRepeated = true }
      for row in reading.rows { seen[row[0] ?? ""] = row[1] ?? "" }
    }
  }
}
