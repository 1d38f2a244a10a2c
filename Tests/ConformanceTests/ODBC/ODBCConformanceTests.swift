#if canImport(ODBCConnector)
  import HubTesting
  import Testing

  @Suite("The ODBC connector keeps to the contract", .serialized, .timeLimit(.minutes(10)))
  struct ODBCConformanceTests {
    @Test("on MariaDB, with TLS and passwords")
    func mariaDB() async throws {
      let server = try await MariaDBServer.start(certificate: .valid)
      defer { server.stop() }
      let expired = try await MariaDBServer.start(certificate: .expired)
      defer { expired.stop() }
      let report = await ConnectorConformance.run(try ODBCSubject.mariaDB(server, expired: expired))
      #expect(report.failures.isEmpty, "\(report.summary)")
    }

    @Test("on PostgreSQL, with TLS and passwords")
    func postgreSQL() async throws {
      let server = try await PostgreSQLServer.start(certificate: .valid)
      let expired = try await PostgreSQLServer.start(certificate: .expired)
      let report = await ConnectorConformance.run(try ODBCSubject.postgreSQL(server, expired: expired))
      await expired.stop()
      await server.stop()
      #expect(report.failures.isEmpty, "\(report.summary)")
    }
  }
#endif
