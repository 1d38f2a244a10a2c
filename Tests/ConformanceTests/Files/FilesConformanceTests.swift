import HubTesting
import Testing

@Suite("The files connector keeps to the contract", .serialized, .timeLimit(.minutes(10)))
struct FilesConformanceTests {
  @Test("over file:")
  func local() async throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let report = await ConnectorConformance.run(FilesSubject.local(folder))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }

  @Test("over sftp: with a key under a passphrase")
  func secureShell() async throws {
    let server = try await SSHServer.start()
    defer { server.stop() }
    let report = await ConnectorConformance.run(try FilesSubject.secureShell(server))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }

  @Test("over ftps: with user and password")
  func transfer() async throws {
    let server = try await FTPServer.start(certificate: .valid)
    defer { server.stop() }
    let expired = try await FTPServer.start(certificate: .expired)
    defer { expired.stop() }
    let report = await ConnectorConformance.run(try FilesSubject.transfer(server, expired: expired))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }

  @Test("on workbooks")
  func workbooks() async throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let report = await ConnectorConformance.run(FilesSubject.local(folder, WorkbookForm()))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }

  @Test("on delimited files in zip archives")
  func archives() async throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let report = await ConnectorConformance.run(FilesSubject.local(folder, ArchiveForm()))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }

  @Test("over https: with user and password")
  func web() async throws {
    let server = try await WebServer.start(certificate: .valid)
    defer { server.stop() }
    let expired = try await WebServer.start(certificate: .expired)
    defer { expired.stop() }
    let report = await ConnectorConformance.run(try FilesSubject.web(server, expired: expired))
    #expect(report.failures.isEmpty, "\(report.summary)")
  }
}
