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
  }
#endif
