#if canImport(SOAPConnector)
  import HubTesting
  import Testing

  @Suite("The SOAP connector keeps to the contract", .serialized, .timeLimit(.minutes(10)))
  struct SOAPConformanceTests {
    @Test("on a service with pages, user and password")
    func service() async throws {
      let server = try PeopleServer()
      defer { server.stop() }
      let expired = try await WebServer.start(certificate: .expired)
      defer { expired.stop() }
      let report = await ConnectorConformance.run(try SOAPSubject.subject(server, expired: expired))
      #expect(report.failures.isEmpty, "\(report.summary)")
    }
  }
#endif
