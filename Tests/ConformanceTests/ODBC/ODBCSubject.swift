#if canImport(ODBCConnector)
  import HubConnectorKit
  import HubTesting
  import ODBCConnector

  /// The ODBC connector on MariaDB and on PostgreSQL, each with TLS and passwords.
  enum ODBCSubject {
    static let mariaDBBypasses: [Bypass] = []
    static let postgreSQLBypasses = [
      Bypass(.badRow, "PostgreSQL takes no NUL into a text, and its rows have all their columns.")
    ]

    static func mariaDB(_ server: MariaDBServer, expired: MariaDBServer) throws -> ConnectorSubject {
      let place = ODBCPlace.mariaDB(server)
      var subject = try common(place, expired: ODBCPlace.mariaDB(expired))
      subject.bypasses = mariaDBBypasses
      // A DATETIME has no zone: departments mean Beijing's.
      subject.instant = { ConformanceRows.written($0 + 28_800, "%Y-%m-%d %H:%M:%S") }
      subject.badRow = { rows, position in
        var all = rows
        all.insert(["k00010x", "\(ConformanceRows.marker)\0", rows[position][2]], at: position)
        return try place.connector(try await place.filled(all))
      }
      subject.large = { megabytes in
        let table = try await place.filled([])
        try await place.run(
          "INSERT INTO \(table) SELECT CONCAT('k', seq), REPEAT('x', 32768), NOW() FROM seq_1_to_\(megabytes * 32);\n")
        return try place.connector(table)
      }
      subject.encodings.append(
        EncodedSource("GBK", isUnicode: false) { rows in
          try place.connector(try await place.filled(rows, options: "CHARACTER SET gbk COLLATE gbk_bin"), text: "GBK")
        })
      return subject
    }

    static func postgreSQL(_ server: PostgreSQLServer, expired: PostgreSQLServer) throws -> ConnectorSubject {
      let place = ODBCPlace.postgreSQL(server)
      var subject = try common(place, expired: ODBCPlace.postgreSQL(expired))
      subject.bypasses = postgreSQLBypasses
      subject.large = { megabytes in
        let table = try await place.filled([])
        try await place.run(
          "INSERT INTO \(table) SELECT 'k' || n, repeat('x', 32768), now() FROM generate_series(1, \(megabytes * 32)) AS n;\n")
        return try place.connector(table)
      }
      return subject
    }

    private static func common(_ place: ODBCPlace, expired: ODBCPlace) throws -> ConnectorSubject {
      var subject = ConnectorSubject(ODBCConnector.self) { rows, load in
        let table = try await place.filled(rows)
        return PreparedSource(
          try place.connector(table, load: load),
          add: { try await place.run(SQLRows.insert($0, into: table, literal: place.literal)) },
          remove: { try await place.run(SQLRows.delete($0, from: table)) })
      }
      subject.wrongPassword = { try place.connector("any", password: $0) }
      subject.unreachable = { try place.connector("any", port: try Loopback.freePort()) }
      subject.expiredCertificate = { try expired.connector("any") }
      let silent = try SilentPort()
      subject.stalled = { try place.connector("any", port: silent.port) }
      subject.encodings = ["utf8", "wide"].map { text in
        EncodedSource(text, isUnicode: true) { rows in try place.connector(try await place.filled(rows), text: text) }
      }
      subject.secrets = [place.password]
      return subject
    }
  }
#endif
