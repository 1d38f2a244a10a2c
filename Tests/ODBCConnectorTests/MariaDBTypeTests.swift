import HubConnectorKit
import HubModel
import HubTesting
import Testing

@testable import ODBCConnector

@Suite("Values out of MariaDB", .timeLimit(.minutes(5)))
struct MariaDBTypeTests {
  private func read(_ sql: String, columns: [String], _ more: [String: SourceSettings.Value] = [:]) async throws -> Collected {
    let database = try await MariaDBSource.database(sql)
    let values = ["table": SourceSettings.Value.text("t")].merging(more) { $1 }
    let request = try await MariaDBSource.request(database, columns: columns, values)
    return try await ODBCConnector(request).collected()
  }

  @Test("FD-02 a text of a GBK column is whole, four-byte characters too, in every form of text", arguments: ["utf8", "wide"])
  func wholeText(_ form: String) async throws {
    let found = try await read(
      """
      CREATE TABLE t (id INT PRIMARY KEY, g VARCHAR(4) CHARACTER SET gbk, u VARCHAR(4) CHARACTER SET utf8mb4, 姓名 CHAR(4));
      INSERT INTO t VALUES (1, '样本', '𠮷𠮷𠮷𠮷', '样本'), (2, '样本样本', '𠮷', ''), (3, NULL, '', NULL);
      """, columns: ["id", "g", "u", "姓名"], ["text": .text(form)])
    #expect(found.rows == [["1", "样本", "𠮷𠮷𠮷𠮷", "样本"], ["2", "样本样本", "𠮷", ""], ["3", nil, "", nil]])
    #expect(found.refused.isEmpty)
  }

  @Test("FD-02 a connection in GBK is decoded as declared")
  func declared() async throws {
    let found = try await read(
      "CREATE TABLE t (id INT PRIMARY KEY, g VARCHAR(4) CHARACTER SET gbk); INSERT INTO t VALUES (1, '样本'), (2, '');",
      columns: ["id", "g"], ["text": .text("GBK")])
    #expect(found.rows == [["1", "样本"], ["2", ""]])
  }

  @Test("Numbers are exact, bits are 0 and 1, bytes are hexadecimal")
  func numbers() async throws {
    let found = try await read(
      """
      CREATE TABLE t (id BIGINT UNSIGNED PRIMARY KEY, n DECIMAL(18,2), b BIT(1), v VARBINARY(4), c CHAR(2));
      INSERT INTO t VALUES (1, 1234567890123456.78, 1, x'00ff41', '01'),
        (18446744073709551615, -0.01, 0, '', '1'), (2, NULL, NULL, NULL, '');
      """, columns: ["id", "n", "b", "v", "c"])
    #expect(
      found.rows == [
        ["1", "1234567890123456.78", "1", "00ff41", "01"], ["2", nil, nil, nil, ""],
        ["18446744073709551615", "-0.01", "0", "", "1"],
      ])
  }

  @Test("FD-07 dates never shift, 0000-00-00 and impossible days stay what they are, microseconds stay")
  func dates() async throws {
    let found = try await read(
      """
      SET sql_mode = 'ALLOW_INVALID_DATES';
      CREATE TABLE t (id INT PRIMARY KEY, d DATE, s DATETIME(6), z DATETIME);
      INSERT INTO t VALUES (1, '1991-08-01', '2026-01-02 03:04:05.678901', '1991-08-01 00:00:00'),
        (2, '1992-08-01', NULL, NULL),
        (3, '0000-00-00', '0000-00-00', '2026-02-30 00:00:00');
      """, columns: ["id", "d", "s", "z"])
    #expect(
      found.rows == [
        ["1", "1991-08-01", "2026-01-02 03:04:05.678901", "1991-08-01 00:00:00"], ["2", "1992-08-01", nil, nil],
        ["3", "0000-00-00", "0000-00-00 00:00:00.000000", "2026-02-30 00:00:00"],
      ])
  }

  @Test("A long text is read whole in pieces; beyond 1 MiB its row is refused and the rows around it are delivered")
  func long() async throws {
    let found = try await read(
      """
      CREATE TABLE t (id INT PRIMARY KEY, l LONGTEXT, n VARCHAR(10));
      INSERT INTO t VALUES (1, REPEAT('长𠮷', 100000), 'a'), (2, REPEAT('x', 3145728), 'b'), (3, '', 'c'), (4, NULL, 'd');
      """, columns: ["id", "l", "n"])
    #expect(found.rows.map { $0[0] } == ["1", "3", "4"])
    #expect(found.rows.first?[1] == String(repeating: "长𠮷", count: 100_000))
    #expect(found.rows.dropFirst().map { $0[1] } == ["", nil])
    #expect(found.refused.map(\.reason) == ["field-too-long"] && found.refused.map(\.line) == [2])
    #expect(found.refused.first?.field == "l")
  }

  @Test("NUL in a text refuses its row alone")
  func nul() async throws {
    let found = try await read(
      """
      CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9));
      INSERT INTO t VALUES (1, 'a'), (2, CONCAT('a', CHAR(0), 'b')), (3, 'c');
      """, columns: ["id", "v"])
    #expect(found.rows == [["1", "a"], ["3", "c"]])
    #expect(found.refused.map(\.reason) == ["nul-character"] && found.refused.map(\.line) == [2])
  }

  @Test("An empty table calls nobody; a view and a query are read as tables are")
  func shapes() async throws {
    let empty = try await read("CREATE TABLE t (id INT PRIMARY KEY, v INT);", columns: ["id", "v"])
    #expect(empty.counts.isEmpty && empty.summary?.rows == 0 && empty.summary?.header == ["id", "v"])
    let database = try await MariaDBSource.database(
      "CREATE TABLE t (id INT PRIMARY KEY, v INT); INSERT INTO t VALUES (2, 5), (1, 6), (3, 7);")
    let request = try await MariaDBSource.request(
      database, columns: ["id", "名称"], ["query": .text("SELECT id, CONCAT(v, '号') AS 名称 FROM t WHERE v > 5")])
    let found = try await ODBCConnector(request).collected()
    #expect(found.rows == [["1", "6号"], ["3", "7号"]])
  }
}
