#if canImport(RESTConnector)
  import HubTesting
  import Testing

  @Suite("The REST connector keeps to the contract", .serialized, .timeLimit(.minutes(10)))
  struct RESTConformanceTests {
    @Test("on an interface with pages, user and password")
    func interface() async throws {
      let server = try PeopleServer()
      defer { server.stop() }
      let expired = try await WebServer.start(certificate: .expired)
      defer { expired.stop() }
      let report = await ConnectorConformance.run(try RESTSubject.subject(server, expired: expired))
      #expect(report.failures.isEmpty, "\(report.summary)")
    }
  }
#endif
