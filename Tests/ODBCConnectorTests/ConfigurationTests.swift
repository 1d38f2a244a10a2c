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

  @Test(
    "TLS, logs and the place are not said in the parameters, in any spelling",
    arguments: [
      "Debug", "CommLog", "comm_log", "Trace File", "B2", "a6", "CA", "pqopt", "OPTION", "TraceFile", "sslmode", "ForceTLS",
      "Encrypt", "Server",
    ])
  func owned(_ name: String) throws {
    let error = try #require(throws: HubError.self) { try configuration(["parameters": .table([name: "canary"])]) }
    #expect(error.code == "options-unsuitable" && !"\(error)".contains("canary"))
  }

  private func keywords(_ values: [String: SourceSettings.Value]) throws -> [String: String] {
    let found = try configuration(values).options.keywords
    return Dictionary(found.map { ($0.name, $0.value) }) { $1 }
  }

  @Test("A distant server is reached by TLS with every check, a socket without")
  func secured() throws {
    let mariadb = try keywords(["server": .text("db.example")])
    #expect(mariadb["FORCETLS"] == "1" && mariadb["SSLVERIFY"] == "1" && mariadb["SSLCA"] == nil)
    let postgresql = try keywords(["server": .text("db.example"), "dialect": .text("postgresql")])
    #expect(postgresql["SSLmode"] == "verify-full")
    #expect(postgresql["pqopt"]?.hasSuffix(" sslrootcert=/etc/ssl/certs/ca-certificates.crt") == true)
    let sqlserver = try keywords(["server": .text("db.example"), "dialect": .text("sqlserver")])
    #expect(sqlserver["Encrypt"] == "yes" && sqlserver["TrustServerCertificate"] == "no")
    let socket = try keywords(["server": .text("/run/db"), "dialect": .text("postgresql")])
    #expect(socket["SSLmode"] == nil && socket["pqopt"]?.contains("sslrootcert") == false)
    let local = try keywords([:])
    #expect(local["FORCETLS"] == nil)
  }

  @Test("Authorities are quoted for libpq; what weakens the line is noted")
  func authorities() throws {
    let tls = SourceSettings(["mode": .text("verify"), "authorities": .text("file:///etc/the hub's.pem")])
    let values: [String: SourceSettings.Value] = [
      "server": .text("db.example"), "dialect": .text("postgresql"), "tls": .group(tls),
    ]
    let found = try keywords(values)
    #expect(found["SSLmode"] == "verify-ca" && found["pqopt"]?.hasSuffix(#" sslrootcert='/etc/the hub\'s.pem'"#) == true)
    let notes = try configuration(values).security.notes(.postgresql)
    #expect(notes.count == 1)
    let open = SourceSettings(["mode": .text("disable")])
    let plain = try configuration(["server": .text("db.example"), "tls": .group(open)])
    #expect(plain.security.notes(.mariadb).count == 1)
  }

  @Test(
    "What a session sets leaves transactions and reading alone",
    arguments: [
      "INSERT INTO t VALUES (1)", "SET a = 1; DELETE FROM t", "SET SESSION TRANSACTION READ WRITE", "SET tx_read_only = 0",
      "SET default_transaction_read_only = off", "SET \"default_transaction_read_only\" = off", "SET @@tx_isolation = 'a'",
      "SET STATEMENT max_statement_time = 1 FOR DELETE FROM t", "SET GLOBAL a = 1", "SET @a = (SELECT 1)", "SET",
      "ALTER SESSION",
      "SET a = 1 -- x", "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED",
    ])
  func sessionRefused(_ text: String) throws {
    let error = try #require(throws: HubError.self) { try configuration(["session": .texts([text])]) }
    #expect(error.code == "session-refused")
  }

  @Test("The session is read-only by the dialect's statements, behind those of the mapping")
  func session() throws {
    let statements = try configuration(["session": .texts(["SET a = 1", "ALTER SESSION SET b = 'c'"])]).options.statements
    #expect(statements.last == "SET SESSION TRANSACTION READ ONLY")
    #expect(statements.contains("SET a = 1") && statements.contains("ALTER SESSION SET b = 'c'"))
  }

  @Test("Names are quoted as the dialect does, a quote within doubled")
  func quoting() {
    #expect(SQLDialect.mariadb.quoted("a`b") == "`a``b`")
    #expect(SQLDialect.postgresql.quoted("a\"b") == "\"a\"\"b\"")
    #expect(SQLDialect.sqlserver.quoted("a]b") == "[a]]b]")
    #expect(ODBCConfiguration.Origin.table(["s", "t"]).sql(.oracle) == "\"s\".\"t\" q")
  }
}
