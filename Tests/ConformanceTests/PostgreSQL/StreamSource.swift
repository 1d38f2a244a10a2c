#if canImport(PostgreSQLConnector)
  import HubConnectorKit
  import HubTesting
  import PostgreSQLConnector

  /// Tables of a server, each with a publication and a slot of its own.
  struct StreamSource: Sendable {
    struct Table: Sendable {
      var name: String
      var connector: any Connector
      /// Behind the empty snapshot; nil where rows are in the snapshot.
      var start: Checkpoint?
    }

    let server: PostgreSQLServer
    /// The slot is made before the rows are written.
    let isTail: Bool

    func filled(_ rows: [[String?]]) async throws -> Table {
      try await filled { SQLRows.insert(rows, into: $0) }
    }

    func filled(_ statements: (_ table: String) -> String) async throws -> Table {
      let name = SQLRows.freshTable()
      try await server.run(
        """
        CREATE TABLE \(name) (id text PRIMARY KEY, name text, changed timestamptz);
        CREATE PUBLICATION \(name) FOR TABLE \(name);

        """)
      let stream = try self.stream(name)
      var table = Table(name: name, connector: stream)
      if isTail {
        table.start = try await stream.read(batchRows: 1) { _ in }.checkpoint
        table.connector = tail(stream, table.start)
      }
      let script = statements(name)
      if !script.isEmpty { try await server.run(script) }
      return table
    }

    func tail(_ stream: PostgreSQLConnector, _ start: Checkpoint?) -> any Connector {
      isTail ? StreamedTail(stream, from: start) : stream
    }

    /// Slot and publication are named as the table.
    func stream(_ table: String, port: Int? = nil, password: String? = nil) throws -> PostgreSQLConnector {
      let tls = SourceSettings(["mode": .text("verify-full"), "authorities": .text("file://" + server.authorities)])
      let settings: [String: SourceSettings.Value] = [
        "host": .text("127.0.0.1"), "port": .count(port ?? server.port), "database": .text(server.database),
        "table": .text("public.\(table)"), "tls": .group(tls), "stream": .text("logical"), "slot": .text(table),
        "publication": .text(table),
      ]
      let secret = ["user": server.user, "password": password ?? server.password]
      return try PostgreSQLConnector(SourceRequest(settings, load: .incremental(Increment(cursor: nil)), secret: secret))
    }
  }
#endif
