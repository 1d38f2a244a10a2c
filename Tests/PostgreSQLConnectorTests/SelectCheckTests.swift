import HubModel
import Testing

@testable import PostgreSQLConnector

@Suite("A query is one SELECT of allowed functions")
struct SelectCheckTests {
  @Test(
    "What only reads passes, without its last semicolon",
    arguments: [
      "SELECT a, b FROM t", "select coalesce(a, 'x;y') from t ;  ", "WITH x(a, b) AS (SELECT 1, 2) SELECT a FROM x",
      "SELECT a::numeric(10,2), substring(b FROM 1 FOR 2) FROM t AS s(a, b) WHERE a IN (1, 2) AND (b = 'it''s' OR b IS NULL)",
      "SELECT \"更新 时间\" FROM \"人口\".\"登记\" WHERE extract(year FROM d) > 1990 GROUP BY (a) HAVING count(*) > 1",
      "SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t", "SELECT -1 - 2 FROM t",
    ])
  func passes(query: String) throws {
    let checked = try SelectCheck.checked(query)
    #expect(!checked.contains(";") || query.contains("x;y"))
  }

  @Test(
    "What writes, calls elsewhere or ends the statement is refused",
    arguments: [
      "", "DELETE FROM t", "SELECT 1; DROP TABLE t", "SELECT 1;;", "WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d",
      "SELECT a INTO u FROM t", "SELECT pg_read_file('/etc/passwd')", "SELECT pg_catalog.pg_sleep(1)",
      "SELECT \"pg_sleep\"(1)", "SELECT a, dblink('x', 'y') FROM t", "SELECT nextval('s')",
      "SELECT set_config('a', 'b', false)", "SELECT 1) AS x, (SELECT 2", "SELECT (1", "SELECT 'a", "SELECT 1 -- x",
      "SELECT 1 /* x */", "SELECT $$a$$", "SELECT E'\\''", "SELECT 'a\\'", "VALUES (1)",
      "SELECT evil\u{C}(1)", "SELECT evil\u{B}(1)", "SELECT 'a\u{1}'", "SELECT 1evil(2)", "SELECT 1.evil (2)",
      "SELECT 'a' (2)",
      "SELECT U&\"a!0062\" UESCAPE '!' FROM t", "SELECT a FROM t uescape",
      "TABLE t", "EXPLAIN SELECT 1", "SELECT a FROM t FOR UPDATE",
    ])
  func refuses(query: String) {
    let error = #expect(throws: HubError.self) { try SelectCheck.checked(query) }
    #expect(error?.code == "query-refused")
  }

  @Test("The refusal never quotes a text of the query")
  func silent() {
    let error = #expect(throws: HubError.self) {
      try SelectCheck.checked("SELECT evil('\(SourceDatabase.canary)') FROM t")
    }
    #expect(error?.description.contains("evil") == true && error?.description.contains(SourceDatabase.canary) == false)
  }
}
