import HubConnectorKit
import HubModel
import HubTesting
import Testing

@testable import ODBCConnector

@Suite("Reading MariaDB whole and by a cursor", .timeLimit(.minutes(5)))
struct MariaDBReadTests {
  private func connector(_ database: String, cursor: String? = "at") async throws -> ODBCConnector {
    try ODBCConnector(try await MariaDBSource.request(database, columns: ["id", "at"], cursor: cursor))
  }

  @Test("20,000 rows come once each, in order, over the borders of blocks, pages and batches", arguments: [999, 1_000, 7_000])
  func borders(_ batchRows: Int) async throws {
    let database = try await MariaDBSource.database(
      "CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6)) SELECT seq AS id, '2024-01-01' AS at FROM seq_1_to_20000;")
    let whole = try await self.connector(database, cursor: nil).collected(batchRows: batchRows)
    #expect(whole.keys == (1...20_000).map { "\($0)" })
    #expect(whole.summary?.rows == 20_000 && whole.summary?.checkpoint == nil)
    let one = try await self.connector(database).collected(batchRows: batchRows)
    #expect(one.keys == (1...20_000).map { "\($0)" })
  }

  @Test("FE-01 a read stopped behind any batch goes on with the rows after it, equal times or not")
  func stopped() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6));
      INSERT INTO t VALUES (1, '2024-01-01 00:00:00.000001'), (2, '2024-01-01 00:00:00.000001'),
        (3, '2024-01-01 00:00:00.000002'),
        (4, '2024-01-01 00:00:00.000002'), (5, '2024-01-01 00:00:00.000003');
      """)
    let connector = try await self.connector(database)
    for batches in 1...4 {
      let first = try await connector.collected(batchRows: 1, stopAfter: batches)
      let rest = try await connector.collected(from: first.checkpoints.last, batchRows: 2)
      #expect(first.keys + rest.keys == ["1", "2", "3", "4", "5"])
      #expect(rest.summary?.checkpoint != nil)
    }
  }

  @Test("FE-01 ten rows of one time, three a batch, all arrive and the read ends")
  func oneTime() async throws {
    let database = try await MariaDBSource.database(
      "CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6)) SELECT seq AS id, '2024-01-09' AS at FROM seq_1_to_10;")
    let connector = try await self.connector(database)
    let found = try await connector.collected(batchRows: 3)
    #expect(found.keys == (1...10).map { "\($0)" })
    let again = try await connector.collected(from: found.summary?.checkpoint, batchRows: 3)
    #expect(again.keys == found.keys)
  }

  @Test("Rows without a key order are read on by number, rows with NULL in the key are not lost")
  func unkeyed() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT, at DATETIME);
      INSERT INTO t VALUES (NULL, NULL), (1, NULL), (NULL, '2024-01-01'), (2, '2024-01-01');
      """
    )
    let whole = try await self.connector(database, cursor: nil).collected(batchRows: 1)
    #expect(whole.rows.count == 4 && whole.keys == ["1", "2"])
    for (place, count) in zip(whole.checkpoints, whole.counts) {
      let rest = try await self.connector(database, cursor: nil).collected(from: place)
      #expect(rest.rows.count == 4 - count)
    }
    let first = try await self.connector(database).collected()
    #expect(first.rows.count == 4)
    let next = try await self.connector(database).collected(from: first.summary?.checkpoint)
    #expect(next.rows.count == 2)
  }

  @Test("A later read brings what changed since, and what was committed late within the overlap")
  func increment() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6));
      INSERT INTO t VALUES (1, '2024-01-01 00:00:00'), (2, '2024-01-01 12:00:00');
      """
    )
    let connector = try await self.connector(database)
    let first = try await connector.collected()
    #expect(first.summary?.checkpoint?.rawValue == #"{"from":"2024-01-01 12:00:00.000000"}"#)
    try await MariaDBSource.run(
      "INSERT INTO t VALUES (3, '2024-01-01 11:56:00'), (4, '2024-01-01 11:00:00'), (5, '2024-01-02 00:00:00.000001');",
      in: database)
    let second = try await connector.collected(from: first.summary?.checkpoint)
    #expect(second.keys == ["3", "2", "5"])
    #expect(second.summary?.checkpoint?.rawValue == #"{"from":"2024-01-02 00:00:00.000001"}"#)
    try await MariaDBSource.run("DELETE FROM t;", in: database)
    let third = try await connector.collected(from: second.summary?.checkpoint)
    #expect(third.rows.isEmpty && third.summary?.checkpoint == second.summary?.checkpoint)
  }

  @Test("A row of the year 2999 is delivered, in every read, and never blinds the stream")
  func future() async throws {
    let database = try await MariaDBSource.database(
      "CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6)); INSERT INTO t VALUES (1, '2024-01-01'), (9, '2999-12-31');")
    let connector = try await self.connector(database)
    let first = try await connector.collected(batchRows: 1)
    #expect(first.keys == ["1", "9"])
    #expect(first.summary?.checkpoint?.rawValue == #"{"from":"2024-01-01 00:00:00.000000"}"#)
    let rest = try await connector.collected(from: first.checkpoints.first)
    #expect(rest.keys == ["9"])
    try await MariaDBSource.run("INSERT INTO t VALUES (2, '2024-01-02');", in: database)
    let second = try await connector.collected(from: first.summary?.checkpoint)
    #expect(second.keys == ["1", "2", "9"])
  }

  @Test("More rows beyond the clock than can be read each time are an incident, before any row")
  func manyLater() async throws {
    let database = try await MariaDBSource.database(
      "CREATE TABLE t (id INT PRIMARY KEY, at DATETIME(6)) SELECT seq AS id, '2999-01-01' AS at FROM seq_1_to_10001;")
    let connector = try await self.connector(database)
    let error = await #expect(throws: HubError.self) { _ = try await connector.collected() }
    #expect(error?.code == "cursor-in-future" && error?.persistence == .terminal)
  }

  @Test("A whole number is a cursor too, its overlap counted in its own units")
  func number() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT PRIMARY KEY, at BIGINT UNSIGNED);
      INSERT INTO t VALUES (1, 9007199254740993), (2, 9007199254741994);
      """
    )
    let connector = try await self.connector(database)
    let first = try await connector.collected()
    let second = try await connector.collected(from: first.summary?.checkpoint)
    #expect(first.keys == ["1", "2"] && second.keys == ["2"])
  }
}
