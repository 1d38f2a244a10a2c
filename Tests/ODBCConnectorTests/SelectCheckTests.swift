import HubModel
import Testing

@testable import ODBCConnector

@Suite("The check of a SELECT")
struct SelectCheckTests {
  @Test(
    "One SELECT passes, blanks around it go",
    arguments: [
      "SELECT 1", "  select a, b from t where c = 'x;y'\n", "WITH w AS (SELECT 1 a) SELECT a FROM w",
      "SELECT \"delete\", `update` FROM t", "SELECT 'it''s -- no comment /* */ #' FROM t",
      "SELECT 姓名 FROM 人口 WHERE 区划 = '110101'",
      "SELECT SUBSTRING(a FROM 1 FOR 2) FROM t", "SELECT updated_at, deleted, created FROM t", "SELECT a - -1 FROM t",
    ])
  func passes(_ text: String) throws {
    let found = try SelectCheck.checked(text)
    #expect(!found.hasPrefix(" ") && !found.hasSuffix("\n"))
  }

  @Test(
    "Everything else is refused",
    arguments: [
      "", "   ", "INSERT INTO t VALUES (1)", "DELETE FROM t", "SELECT 1; DELETE FROM t", "SELECT 1;", "SELECT 1 -- x",
      "SELECT /* x */ 1",
      "SELECT 1 # x", "SELECT * INTO u FROM t", "SELECT a FROM t FOR UPDATE", "SELECT a FROM t FOR SHARE",
      "SELECT a FROM t LOCK IN SHARE MODE", "WITH w AS (DELETE FROM t RETURNING a) SELECT a FROM w", "SELECT 'a", "SELECT \"a",
      "SELECT 'a\\' OR 1 = 1", "SELECT $$a$$", "SELECT ?", "SELECT {fn NOW()}", "SELECT @a := 1", "(SELECT 1)",
      "SELECT 1) q UNION (SELECT 2", "SELECT (1", "EXEC p", "CALL p()", "select a from t into outfile 'x'",
      "SELECT 'a'; DROP TABLE t", "SELECT [a] FROM t", "SELECT a[1] FROM t", "SELECT E'a'", "SELECT q'[a]' FROM t",
      "SELECT N'a'", "SELECT a FROM\"t\"",
    ])
  func refuses(_ text: String) {
    #expect(throws: HubError.self) { try SelectCheck.checked(text) }
  }

  @Test("Brackets are quotes of SQL Server alone")
  func brackets() throws {
    let text = "SELECT [it's], [a]]; DROP] FROM [dbo].[t] WHERE b = 'x'"
    #expect(try SelectCheck.checked(text, brackets: true) == text)
    for text in ["SELECT [a", "SELECT a] FROM t", "SELECT [a]; DROP TABLE t", "SELECT ['] FROM t; DROP TABLE u --'"] {
      #expect(throws: HubError.self) { try SelectCheck.checked(text, brackets: true) }
    }
  }

  @Test("The refusal quotes nothing of the statement but words of SQL")
  func silence() throws {
    let error = try #require(throws: HubError.self) { try SelectCheck.checked("SELECT 'canary'; DELETE FROM canary") }
    #expect(error.code == "query-refused")
    #expect(!"\(error)".contains("canary"))
  }
}
