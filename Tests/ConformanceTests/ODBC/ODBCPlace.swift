#if canImport(ODBCConnector)
  import HubConnectorKit
  import HubTesting
  import ODBCConnector

  /// A database and the driver through which it is reached.
  struct ODBCPlace: Sendable {
    var dialect: String
    var driver: String
    var port: Int
    var database: String
    var user: String
    var password: String
    /// Whom TLS trusts: it must be there, and the certificate must be right.
    var authorities: String
    /// Statement that makes a table of the suite's columns, in the database's words.
    var columns: String
    var literal: @Sendable (String) -> String
    var run: @Sendable (String) async throws -> Void

    static func mariaDB(_ server: MariaDBServer) -> ODBCPlace {
      ODBCPlace(
        dialect: "mariadb", driver: "MariaDB Unicode", port: server.port, database: server.database, user: server.user,
        password: server.password, authorities: server.authorities,
        columns: "(id VARCHAR(64) PRIMARY KEY, name LONGTEXT, changed DATETIME(6))",
        // A backslash begins an escape there.
        literal: { SQLRows.literal($0.replacing("\\", with: "\\\\").replacing("\0", with: "\\0")) },
        run: { try await server.run($0) })
    }

    static func postgreSQL(_ server: PostgreSQLServer) -> ODBCPlace {
      ODBCPlace(
        dialect: "postgresql", driver: "PostgreSQL Unicode", port: server.port, database: server.database, user: server.user,
        password: server.password, authorities: server.authorities,
        columns: "(id text PRIMARY KEY, name text, changed timestamptz)", literal: SQLRows.literal,
        run: { try await server.run($0) })
    }

    func connector(
      _ table: String, load: SourceLoad = .fullSnapshot, text: String = "utf8", port other: Int? = nil,
      password word: String? = nil
    ) throws -> ODBCConnector {
      let settings: [String: SourceSettings.Value] = [
        "dialect": .text(dialect), "driver": .text(driver), "server": .text("127.0.0.1"), "port": .count(other ?? port),
        "database": .text(database), "tls": .group(SourceSettings(["authorities": .text(authorities)])), "table": .text(table),
        "text": .text(text),
      ]
      let secret = ["user": user, "password": word ?? password]
      return try ODBCConnector(SourceRequest(settings, load: load, secret: secret))
    }

    /// - Parameter options: behind the table's columns.
    func filled(_ rows: [[String?]], options: String = "") async throws -> String {
      let table = SQLRows.freshTable()
      try await run("CREATE TABLE \(table) \(columns) \(options);\n" + SQLRows.insert(rows, into: table, literal: literal))
      return table
    }
  }
#endif
