import Foundation
import HubConnectorKit
import HubMapping
import Testing

@testable import govhub

@Suite("govhub dev") struct DevelopmentTests {
  @Test("a second one in the same folder ends, names the first, and touches no database there")
  func second() async throws {
    let folder = TemporaryFolder("dev")
    try FolderLock.take(folder.path, for: "govhub dev")
    let refused = try await Program.run(["dev", "--folder", folder.path])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("(process \(ProcessInfo.processInfo.processIdentifier))"), "\(refused.errors)")
    #expect(refused.errors.contains("[folder-in-use]"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/cluster"))
  }

  @Test("another folder is free, and so is one with the lock file of a process that has ended")
  func free() throws {
    let (first, second) = (TemporaryFolder("dev"), TemporaryFolder("dev"))
    try FolderLock.take(first.path, for: "govhub dev")
    try FolderLock.take(second.path, for: "govhub dev")
    let left = TemporaryFolder("dev")
    try "4711\n".write(toFile: "\(left.path)/lock", atomically: true, encoding: .utf8)
    try FolderLock.take(left.path, for: "govhub dev")
  }

  @Test(
    "it reads files, HTTP, REST and a database, and every sample question has the expected answer", .timeLimit(.minutes(5)))
  func whole() async throws {
    let folder = TemporaryFolder("dev")
    let outcome = try await Program.run([
      "dev", "--once", "--folder", folder.path, "--persons", "2000", "--enterprises", "1000", "--port", "0",
      "--mappings", "\(Deployment.repository)/Mappings", "--policies", "\(Deployment.repository)/Policies",
    ])
    #expect(outcome.status == 0, "\(outcome.output)\n\(outcome.errors)")
    func source(_ dataset: String) throws -> String {
      try String(contentsOfFile: "\(folder.path)/mappings/\(dataset).yaml", encoding: .utf8)
    }
    let registry = try source("market-regulation/enterprise-registry")
    #expect(registry.contains("connector: files") && registry.contains("url: \"http://127.0.0.1:"))
    #expect(try source("tax/taxpayers").contains("connector: postgresql"))
    guard SourceConnectors.kinds.contains(where: { $0.name == "rest" }) else { return }
    #expect(try source("market-regulation/legal-representatives").contains("connector: rest"))
  }

  @Test("a policy file that is deleted while it runs leaves the published set")
  func deleted() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let originals = TemporaryFolder("policies").path + "/Policies"
      try FileManager.default.copyItem(atPath: "\(Deployment.repository)/Policies", toPath: originals)
      let extra = "\(originals)/roles/extra.yaml"
      let role = try String(contentsOfFile: "\(originals)/roles/enterprise-reader.yaml", encoding: .utf8)
      try role.replacingOccurrences(of: "role: enterprise-reader", with: "role: extra")
        .write(toFile: extra, atomically: true, encoding: .utf8)
      try hub.folder.takePolicies(from: originals, model: try hub.hub.mappingSet().model)
      _ = try await hub.hub.publishPolicy()
      let isPublished = """
        SELECT (files LIKE '%roles/extra.yaml%')::int::int8 FROM control.policy_set ORDER BY sequence DESC LIMIT 1
        """
      #expect(try await hub.number(isPublished) == 1)
      let watching = Task { await SetWatcher(folder: hub.folder, hub: hub.hub, policies: originals).watch() }
      // It has looked at the folder once before the file goes.
      try await Task.sleep(for: .seconds(1))
      try FileManager.default.removeItem(atPath: extra)
      for _ in 0..<200 {
        if try await hub.number(isPublished) == 0 { break }
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(try await hub.number(isPublished) == 0)
      watching.cancel()
      await watching.value
    }
  }
}
