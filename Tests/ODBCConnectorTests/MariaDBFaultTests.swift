import HubConnectorKit
import HubModel
import HubODBC
import HubTesting
import Testing

@testable import ODBCConnector

@Suite("Faults of a MariaDB source", .timeLimit(.minutes(5)))
struct MariaDBFaultTests {
  private static let table = "CREATE TABLE t (信用代码 VARCHAR(18) PRIMARY KEY, 企业名称 VARCHAR(50), 法人 VARCHAR(50));"

  private func failure(_ request: SourceRequest) async throws -> HubError {
    let connector = try ODBCConnector(request)
    do {
      _ = try await connector.collected()
    } catch let error as HubError {
      return error
    }
    throw Stopped()
  }

  @Test("FE-04 a renamed column stops the read before any row and names the new ones")
  func renamed() async throws {
    let database = try await MariaDBSource.database(
      Self.table + "ALTER TABLE t CHANGE 法人 法定代表人 VARCHAR(50), ADD 备注 TEXT; INSERT INTO t VALUES ('canary', 'canary', '', '');")
    let error = try await failure(
      MariaDBSource.request(database, columns: ["信用代码", "企业名称", "法人"], keys: ["信用代码"]))
    #expect(error.code == "missing-column" && error.persistence == .terminal)
    #expect(error.message.contains("法定代表人, 备注") && !"\(error)".contains("canary"))
  }

  @Test("A wrong password, a server out of reach, a missing table and a missing database are told apart, without a secret")
  func signIn() async throws {
    let database = try await MariaDBSource.database(Self.table)
    let columns = ["企业名称"]
    let denied = try await failure(MariaDBSource.request(database, columns: columns, keys: [], password: "canary}secret;"))
    #expect(denied.code == "login-denied" && denied.persistence == .terminal)
    let unreachable = try await failure(
      MariaDBSource.request(
        database, columns: columns, keys: [], password: "canarysecret", ["table": .text("t"), "port": .count(1)]))
    #expect(unreachable.code == "connection-refused" && unreachable.persistence == .transient)
    let missing = try await failure(MariaDBSource.request(database, columns: columns, keys: [], ["table": .text("nothing")]))
    #expect(missing.code == "table-missing")
    let nowhere = try await failure(MariaDBSource.request("nodatabase", columns: columns, keys: []))
    #expect(nowhere.code == "database-missing")
    for error in [denied, unreachable, missing, nowhere] { #expect(!"\(error)".contains("canary")) }
  }

  @Test("The session refuses to write, whatever the login may do")
  func readOnly() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT PRIMARY KEY);
      DELIMITER //
      CREATE FUNCTION sneaky() RETURNS INT MODIFIES SQL DATA BEGIN INSERT INTO t VALUES (1); RETURN 1; END//
      DELIMITER ;
      """)
    let request = try await MariaDBSource.request(
      database, columns: ["id"], keys: [], ["query": .text("SELECT sneaky() AS id")])
    let refused = try await failure(request)
    #expect(refused.code == "write-refused")
    let lifted = try await MariaDBSource.request(
      database, columns: ["id"],
      ["table": .text("t"), "session": .texts(["SET SESSION TRANSACTION READ WRITE", "INSERT INTO t VALUES (2)"])])
    let unfenced = try #require(throws: HubError.self) { try ODBCConnector(lifted) }
    #expect(unfenced.code == "session-refused")
    let clean = try await ODBCConnector(MariaDBSource.request(database, columns: ["id"])).collected()
    #expect(clean.rows.isEmpty)
  }

  @Test("Cancelling the task ends a query under way")
  func cancelled() async throws {
    let database = try await MariaDBSource.database("CREATE TABLE t (id INT PRIMARY KEY); INSERT INTO t VALUES (1);")
    let request = try await MariaDBSource.request(
      database, columns: ["id", "s"], keys: [], ["query": .text("SELECT id, SLEEP(200) AS s FROM t")])
    let connector = try ODBCConnector(request)
    let task = Task { _ = try await connector.collected() }
    try await Task.sleep(for: .milliseconds(500))
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
  }

  @Test("A reader that throws ends the read with its own error")
  func reader() async throws {
    let database = try await MariaDBSource.database("CREATE TABLE t (id INT PRIMARY KEY) SELECT seq AS id FROM seq_1_to_5000;")
    let connector = try ODBCConnector(try await MariaDBSource.request(database, columns: ["id"]))
    await #expect(throws: Stopped.self) {
      _ = try await connector.read(batchRows: 10) { _ in throw Stopped() }
    }
  }

  @Test("check tells server, missing index and rows without cursor; discover lists tables and columns in order")
  func check() async throws {
    let database = try await MariaDBSource.database(
      """
      CREATE TABLE t (id INT PRIMARY KEY, at DATETIME);
      INSERT INTO t VALUES (1, NULL); CREATE TABLE a_b (x INT); CREATE TABLE axb (y INT);
      """
    )
    let connector = try ODBCConnector(try await MariaDBSource.request(database, columns: ["id"], cursor: "at"))
    let state = try await connector.check()
    #expect(state.server.hasPrefix("MariaDB 10."))
    #expect(state.notes.contains { $0.contains("No index") } && state.notes.contains { $0.hasPrefix("1 rows have no value") })
    #expect(state.notes.contains { $0.hasPrefix("The line is not secured") })
    let tables = try await connector.discover()
    #expect(tables.map(\.name) == ["\(database).a_b", "\(database).axb", "\(database).t"])
    #expect(tables.map { $0.columns.map(\.name) } == [["x"], ["y"], ["id", "at"]])
    let again = try await connector.discover()
    #expect(again == tables)
  }
}
