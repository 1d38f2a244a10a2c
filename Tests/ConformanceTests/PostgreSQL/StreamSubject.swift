#if canImport(PostgreSQLConnector)
  import HubConnectorKit
  import HubTesting
  import PostgreSQLConnector

  /// The PostgreSQL connector on a server's log of changes, with TLS and passwords.
  enum StreamSubject {
    enum Part: CaseIterable {
      /// Rows that are there before the slot is, then what changes.
      case snapshot
      /// Rows that are written behind an empty snapshot: all of them come from the log.
      case changes
    }

    static let snapshotBypasses =
      PostgreSQLSubject.bypasses + [
        Bypass(.killedIncrement, "The first read of a stream is one snapshot; killing is tried where rows come from the log."),
        Bypass(.equalCursors, "A stream has no cursor, and its first read is one snapshot that begins anew."),
      ]

    static let changesBypasses = PostgreSQLSubject.bypasses.filter { $0.check == .badRow }

    static func subject(
      _ part: Part, _ server: PostgreSQLServer, expired: PostgreSQLServer
    ) async throws -> ConnectorSubject {
      let source = StreamSource(server: server, isTail: part == .changes)
      var subject = ConnectorSubject(PostgreSQLConnector.self) { rows, _ in
        let table = try await source.filled(rows)
        return PreparedSource(
          table.connector, add: { try await server.run(SQLRows.insert($0, into: table.name)) },
          remove: { try await server.run(SQLRows.delete($0, from: table.name)) })
      }
      subject.bypasses = part == .changes ? changesBypasses : snapshotBypasses
      let silent = try SilentPort()
      // A place in the log, for reads that must fail before they get there.
      let any = try await source.filled([])
      subject.wrongPassword = { source.tail(try source.stream(any.name, password: $0), any.start) }
      subject.unreachable = { source.tail(try source.stream(any.name, port: try Loopback.freePort()), any.start) }
      subject.expiredCertificate = { source.tail(try StreamSource(server: expired, isTail: false).stream(any.name), any.start) }
      subject.stalled = { source.tail(try source.stream(any.name, port: silent.port), any.start) }
      subject.large = { megabytes in
        try await source.filled {
          """
          INSERT INTO \($0) SELECT 'k' || n, repeat('x', 32768), now() FROM generate_series(1, \(megabytes * 32)) AS n;

          """
        }.connector
      }
      subject.encodings = [EncodedSource("UTF8", isUnicode: true) { try await source.filled($0).connector }]
      subject.secrets = [server.password]
      return subject
    }
  }
#endif
