import HubConnectorKit
import HubModel
import HubODBC
import Testing

@testable import ODBCConnector

@Suite("The odbc connector's configuration")
struct ConfigurationTests {
  private func configuration(
    _ values: [String: SourceSettings.Value], load: SourceLoad = .fullSnapshot
  ) throws -> ODBCConfiguration {
    let base: [String: SourceSettings.Value] = ["driver": .text("X"), "dialect": .text("mariadb"), "table": .text("t")]
    let settings = SourceSettings(base.merging(values) { $1 })
    return try ODBCConfiguration(SourceRequest(settings: settings, columns: ["a"], keyColumns: ["a"], load: load))
  }

  @Test(
    "A driver's own logs are refused, in any spelling", arguments: ["Debug", "CommLog", "comm_log", "B2", "Trace File", "OPTION"])
  func logs(_ name: String) throws {
    let error = try #require(throws: HubError.self) { try configuration(["parameters": .table([name: "1"])]) }
    #expect(error.code == "options-unsuitable")
  }

  @Test("A statement of the session is one; the fences stand again behind each")
  func oneStatement() throws {
    let error = try #require(throws: HubError.self) {
      try configuration(["session": .texts(["SET a = 1; DELETE FROM t"])])
    }
    #expect(error.code == "options-unsuitable")
  }

  @Test(
    "Secrets among the parameters are refused, in any spelling", arguments: ["PWD", "uid", "Password", "User Name", "user_id"])
  func secrets(_ name: String) throws {
    let error = try #require(throws: HubError.self) { try configuration(["parameters": .table([name: "canary"])]) }
    #expect(error.code == "secret-in-options")
    #expect(!"\(error)".contains("canary"))
  }

  @Test("Parameters stand in place of what the dialect says")
  func parameters() throws {
    let found = try configuration(["parameters": .table(["charset": "latin1"])]).options.keywords
    #expect(found.filter { $0.name.lowercased() == "charset" }.map(\.value) == ["latin1"])
  }

  @Test("Driver or data source, table or query: one of each, and a dialect")
  func either() {
    #expect(throws: HubError.self) { try configuration(["dsn": .text("d")]) }
    #expect(throws: HubError.self) { try configuration(["query": .text("SELECT 1")]) }
    #expect(throws: HubError.self) { try configuration(["dialect": .text("db2")]) }
    #expect(throws: HubError.self) { try configuration(["table": .text("a..b")]) }
    #expect(throws: HubError.self) { try configuration([:], load: .incremental(Increment(cursor: nil))) }
  }

  @Test("The session is read-only by the dialect's statements, before those of the mapping and again behind each")
  func session() throws {
    let statements = try configuration(["session": .texts(["SET a = 1", "SET b = 2"])]).options.statements
    let fence = SQLDialect.mariadb.statements
    #expect(fence.contains("SET SESSION TRANSACTION READ ONLY"))
    #expect(statements == fence + ["SET a = 1"] + fence + ["SET b = 2"] + fence)
  }

  @Test("Names are quoted as the dialect does, a quote within doubled")
  func quoting() {
    #expect(SQLDialect.mariadb.quoted("a`b") == "`a``b`")
    #expect(SQLDialect.postgresql.quoted("a\"b") == "\"a\"\"b\"")
    #expect(SQLDialect.sqlserver.quoted("a]b") == "[a]]b]")
    #expect(ODBCConfiguration.Origin.table(["s", "t"]).sql(.oracle) == "\"s\".\"t\" q")
  }
}
