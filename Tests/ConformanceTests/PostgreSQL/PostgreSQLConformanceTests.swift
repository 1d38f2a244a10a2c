#if canImport(PostgreSQLConnector)
  import HubTesting
  import Testing

  @Suite("The PostgreSQL connector keeps to the contract", .serialized, .timeLimit(.minutes(10)))
  struct PostgreSQLConformanceTests {
    @Test("on a server with TLS and passwords")
    func server() async throws {
      let server = try await PostgreSQLServer.start(certificate: .valid)
      let expired = try await PostgreSQLServer.start(certificate: .expired)
      let report = await ConnectorConformance.run(try PostgreSQLSubject.subject(server, expired: expired))
      await expired.stop()
      await server.stop()
      #expect(report.failures.isEmpty, "\(report.summary)")
    }

    @Test("from the server's log of changes", arguments: StreamSubject.Part.allCases)
    func stream(_ part: StreamSubject.Part) async throws {
      let settings = [
        "wal_level": "logical", "max_replication_slots": "100", "max_wal_senders": "20", "max_slot_wal_keep_size": "20GB",
        // What is committed and not yet in the log's files comes with a later read.
        "synchronous_commit": "on",
      ]
      let server = try await PostgreSQLServer.start(certificate: .valid, settings: settings)
      let expired = try await PostgreSQLServer.start(certificate: .expired)
      let report = await ConnectorConformance.run(try await StreamSubject.subject(part, server, expired: expired))
      await expired.stop()
      await server.stop()
      #expect(report.failures.isEmpty, "\(report.summary)")
    }
  }
#endif
