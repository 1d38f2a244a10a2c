#if canImport(PostgreSQLConnector)
  import HubConnectorKit
  import HubTesting
  import PostgreSQLConnector

  /// The PostgreSQL connector on a server with TLS and passwords.
  enum PostgreSQLSubject {
    static let bypasses = [
      Bypass(.tail, "A whole read is one snapshot of the server; it begins anew, and only increments go on."),
      Bypass(.killed, "A whole read is one snapshot of the server; it begins anew, and only increments go on."),
      Bypass(.badRow, "The server's rows have all their columns, and their text is valid where the database has an encoding."),
    ]

    static func subject(_ server: PostgreSQLServer, expired: PostgreSQLServer) throws -> ConnectorSubject {
      var subject = ConnectorSubject(PostgreSQLConnector.self) { rows, load in
        let table = try await filled(server, rows)
        return PreparedSource(
          try connector(server, table, load: load),
          add: { try await server.run(SQLRows.insert($0, into: table)) },
          remove: { try await server.run(SQLRows.delete($0, from: table)) })
      }
      subject.bypasses = bypasses
      subject.wrongPassword = { try connector(server, "any", password: $0) }
      subject.unreachable = { try connector(server, "any", port: try Loopback.freePort()) }
      subject.expiredCertificate = { try connector(expired, "any") }
      let silent = try SilentPort()
      subject.stalled = { try connector(server, "any", port: silent.port) }
      subject.large = { megabytes in
        let table = try await filled(server, [])
        try await server.run(
          "INSERT INTO \(table) SELECT 'k' || n, repeat('x', 32768), now() FROM generate_series(1, \(megabytes * 32)) AS n;\n")
        return try connector(server, table)
      }
      subject.encodings = [
        EncodedSource("UTF8", isUnicode: true) { rows in try connector(server, try await filled(server, rows)) }
      ]
      subject.secrets = [server.password]
      return subject
    }

    private static func filled(_ server: PostgreSQLServer, _ rows: [[String?]]) async throws -> String {
      let table = SQLRows.freshTable()
      try await server.run(
        "CREATE TABLE \(table) (id text PRIMARY KEY, name text, changed timestamptz);\n" + SQLRows.insert(rows, into: table))
      return table
    }

    private static func connector(
      _ server: PostgreSQLServer, _ table: String, load: SourceLoad = .fullSnapshot, port: Int? = nil, password: String? = nil
    ) throws -> PostgreSQLConnector {
      let tls = SourceSettings(["mode": .text("verify-full"), "authorities": .text("file://" + server.authorities)])
      let settings: [String: SourceSettings.Value] = [
        "host": .text("127.0.0.1"), "port": .count(port ?? server.port), "database": .text(server.database),
        "table": .text("public.\(table)"), "tls": .group(tls),
      ]
      let secret = ["user": server.user, "password": password ?? server.password]
      return try PostgreSQLConnector(SourceRequest(settings, load: load, secret: secret))
    }
  }
#endif
