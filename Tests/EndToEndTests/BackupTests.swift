import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubTesting
import Testing

@testable import govhub

@Suite("Backups") struct BackupTests {
  /// A backup of a hub that answered a question, on a cluster of its own: a base backup holds all databases of one.
  private static func taken(_ body: (Deployment, String) async throws -> Void) async throws {
    let throwaway = try await ThrowawayCluster.start(settings: ["synchronous_commit": "on"])
    let hub = try await Deployment(uri: throwaway.cluster.uri())
    try await hub.hub.prepare()
    try await hub.ingest()
    let canary = try #require(hub.manifest.subject(.personCanary))
    try await TestGateway.with(hub) { gateway in
      let answer = try await gateway.ask(canary)
      #expect(answer.result == "match")
    }
    let target = TemporaryFolder("backup").path + "/one"
    let outcome = try await hub.govhub("backup", "--to", target)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(hub.folder.keys), "it says what has to be kept apart")
    try await body(hub, target)
    try await throwaway.cluster.stop()
  }

  @Test("a base backup and a dump disclose nothing without the key ring, and hold no ring", .timeLimit(.minutes(10)))
  func disclosesNothing() async throws {
    try await Self.taken { hub, target in
      let canary = try #require(hub.manifest.subject(.personCanary))
      let firm = try #require(hub.manifest.subject(.firmOpen))
      let dump = target + "/dump.sql"
      try Self.dump(hub, to: dump)
      var search = PlainSearch(words: [canary.name, canary.number])
      try search.read(folder: target)
      #expect(search.files > 500)
      #expect(search.found.isEmpty, "\(search.found)")
      var control = PlainSearch(words: [firm.name])
      try control.read(folder: target)
      #expect(control.found.contains { $0.contains("dump.sql") }, "a public name is found in the dump: the search sees")
      #expect(control.found.contains { $0.contains("/base/") }, "and in the backup")
      let files = try FileManager.default.subpathsOfDirectory(atPath: target)
      #expect(!files.contains { KeyFile.isOne("\(target)/\($0)") })
      #expect(KeyFile.isOne(hub.folder.keys))
    }
  }

  private static func dump(_ hub: Deployment, to path: String) throws {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/pg_dump")
    program.arguments = ["-d", hub.uri, "-f", path]
    try program.run()
    program.waitUntilExit()
    #expect(program.terminationStatus == 0)
  }

  @Test(
    "what is restored is what was backed up: digest and audit; a changed file, another ring and a cut audit are noticed",
    .timeLimit(.minutes(10)))
  func restored() async throws {
    try await Self.taken { hub, target in
      let whole = try await hub.govhub("restore", "--check", target, "--json")
      #expect(whole.status == 0, "\(whole.errors)")
      let digest = try await hub.digest()
      #expect(whole.output.contains("\"digest\" : \"\(digest)\""), "\(whole.output)")
      #expect(whole.output.contains("\"noted\" : \"\(digest)\""))

      let other = TemporaryFolder("other").path + "/keys"
      try KeyRing.create(at: other, suite: .sm)
      let arguments = hub.arguments(["restore", "--check", target]).map { $0 == hub.folder.keys ? other : $0 }
      let foreign = try await Program.run(arguments)
      #expect(foreign.status == 1)
      #expect(foreign.errors.contains("[key-ring-differs]"), "\(foreign.errors)")

      let zeros = String(repeating: "0", count: 64)
      let later = try await hub.govhub(
        "restore", "--check", target, "--expect-head", "\(UUIDv7().description) 1 \(zeros)", "--json")
      #expect(later.status == 0, "a chain that began after the backup: \(later.output)")
      #expect(later.output.contains("\"laterHeads\" : 1"), "\(later.output)")

      let noted = try #require(try BackupFolder(target).note().auditHeads?.first)
      let wrong = try await hub.govhub("restore", "--check", target, "--expect-head", "\(noted.key) \(noted.value) \(zeros)")
      #expect(wrong.status == 1, "a head that the audit does not have: \(wrong.output)")

      let version = "\(target)/data/PG_VERSION"
      try Data("15\n\n".utf8).write(to: URL(fileURLWithPath: version))
      let changed = try await hub.govhub("restore", "--check", target)
      #expect(changed.status == 1)
      #expect(changed.errors.contains("[backup-failed]"), "\(changed.errors)")
    }
  }

  @Test("a backup does not go where the key ring lies, nor into a folder that holds something")
  func places() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let beside = try await hub.govhub("backup", "--to", "\(hub.folder.path)/backup", "--without-digest")
      #expect(beside.status == 1)
      #expect(beside.errors.contains("[backup-beside-keys]"), "\(beside.errors)")
      let used = TemporaryFolder("used").path
      try Data([1]).write(to: URL(fileURLWithPath: used + "/something"))
      let refused = try await hub.govhub("backup", "--to", used, "--without-digest")
      #expect(refused.errors.contains("[backup-folder-in-use]"), "\(refused.errors)")
    }
  }

  @Test("a password stands on no command line, whether it was written before the host or as a parameter")
  func password() throws {
    for uri in ["postgresql://backup:s%2Fcret@db.example/govhub", "postgresql://backup@db.example/govhub?password=s%2Fcret"] {
      let login = try ProgramLogin(uri, environment: ["PGHOST": "h", "GOVHUB_DATABASE": "x"])
      #expect(login.uri?.contains("cret") == false)
      #expect(login.uri?.contains("backup@db.example") == true)
      #expect(login.variables.sorted() == ["PGHOST=h", "PGPASSWORD=s/cret"])
    }
    #expect(throws: HubError.self) { try ProgramLogin("host=db password=x", environment: [:]) }
  }
}
