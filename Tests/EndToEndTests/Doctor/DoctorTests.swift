import Foundation
import Glibc
import HubCrypto
import HubPostgres
import HubStore
import Testing

@testable import govhub

@Suite("govhub doctor", .serialized) struct DoctorTests {
  /// Of the machine that runs the tests, not of the hub.
  private static let ofMachine: Set<String> = ["disk-low", "server-disk"]

  @Test("a fresh migrated database has no fault and no warning; of development on one's own machine these advices remain")
  func healthy() async throws {
    try await DoctorPatient.with { patient in
      let findings = try await patient.examine().filter { !Self.ofMachine.contains($0.id) }
      #expect(findings.filter { $0.severity != .advice } == [])
      #expect(
        Set(findings.map(\.id)) == [
          "setting-log-connections", "setting-ssl", "sign-in-weak", "login-superuser", "audit-empty",
        ])
    }
  }

  @Test(
    "each thing that is broken is found and named, and gone when it is mended",
    arguments: [Breakage.settings, Breakage.roles, Breakage.grants, Breakage.objects, Breakage.state])
  func broken(_ breakages: [Breakage]) async throws {
    try await DoctorPatient.with { patient in
      for breakage in breakages {
        try await patient.execute(breakage.breaking)
        let found = try await patient.examine().filter { $0.id == breakage.id }
        #expect(
          found.contains { breakage.named.isEmpty || $0.found.en.contains(breakage.named) },
          "\(breakage.breaking): \(found.map(\.found.en))")
        #expect(found.allSatisfy { !$0.found.zh.isEmpty && !$0.remedy.zh.isEmpty && !$0.remedy.en.isEmpty })
        try await patient.execute(breakage.mending)
        let after = try await patient.examine().filter { $0.id == breakage.id }
        #expect(after == [], "\(breakage.mending)")
      }
      #expect(try await patient.examine().filter { $0.severity == .fault } == [])
    }
  }

  @Test("settings that a database cannot change of its own: the rule alone")
  func rules() {
    let good = [
      "fsync": "on", "full_page_writes": "on", "wal_level": "replica", "data_checksums": "on", "ssl": "on", "log_connections": "on",
      "listen_addresses": "*", "auto_explain.log_min_duration": "-1", "pgaudit.log_parameter": "off",
    ]
    #expect(SettingRule.all.compactMap { $0.finding(good, of: nil) } == [])
    for (name, value) in [
      ("fsync", "off"), ("full_page_writes", "off"), ("wal_level", "minimal"), ("data_checksums", "off"), ("ssl", "off"),
      ("log_connections", "off"), ("auto_explain.log_min_duration", "0"), ("pgaudit.log_parameter", "on"),
    ] {
      let found = SettingRule.all.compactMap { $0.finding(good.merging([name: value]) { $1 }, of: nil) }
      // A server without TLS that listens on the network is found by what it listens on.
      #expect(found.count == 1 && found[0].found.en.contains(name), "\(name): \(found)")
    }
  }

  @Test("a release that leaks, a line without TLS, a schema of another version: the finding alone")
  func pure() {
    #expect(ServerChecks.release(ServerRelease(number: 150_013)).map(\.id) == ["server-release"])
    #expect(ServerChecks.release(ServerRelease(number: 150_014)) == [])
    #expect(SessionChecks.line(isRemote: true, isEncrypted: false, mode: "prefer").map(\.severity) == [.fault])
    #expect(SessionChecks.line(isRemote: true, isEncrypted: true, mode: "require").map(\.id) == ["connection-unverified"])
    #expect(SessionChecks.line(isRemote: true, isEncrypted: true, mode: "verify-full") == [])
    #expect(SessionChecks.line(isRemote: false, isEncrypted: false, mode: nil) == [])
    #expect(SessionChecks.tlsMode("postgresql://db/govhub?a=b&sslmode=verify-full", [:]) == "verify-full")
    #expect(SessionChecks.tlsMode("host=db sslmode='require'", ["PGSSLMODE": "disable"]) == "require")
    #expect(SessionChecks.tlsMode(nil, ["PGSSLMODE": "verify-full"]) == "verify-full")
    let sessions = [SessionChecks.Session(process: "govhub gateway (x)", isPlain: true), .init(process: "y", isHidden: true)]
    #expect(SessionChecks.findings(sessions).map(\.id) == ["connections-plain", "connections"])
  }

  @Test("a clock that is wrong, a disk that is full, sessions without limits")
  func surroundings() async throws {
    try await DoctorPatient.with { patient in
      for seconds: Int64 in [-5, 5] {
        let shifted = try await patient.examine { $0.now = { CurrentTime.micros + seconds * 1_000_000 } }
        #expect(shifted.contains { $0.id == "clock-differs" && $0.severity == .warning })
      }
      let full = try await patient.examine { $0.leastFree = 2 }
      #expect(full.contains { $0.id == "disk-low" })
      let uri = patient.deployment.uri
      let bare = try await patient.examine { visit in
        visit.session = { role in
          var configuration = PostgresConfiguration(uri: uri)
          configuration.role = role?.rawValue
          return configuration
        }
      }
      #expect(bare.filter { $0.id == "session-limits" }.count == DatabaseRole.allCases.count + 1)
    }
  }

  @Test("a process that signs in as a superuser, and one older than the newest migration")
  func processes() async throws {
    try await DoctorPatient.with { patient in
      let hub = patient.deployment.hub
      let gateway = try await PostgresConnection.connect(hub.database(.gateway, application: "govhub gateway"))
      #expect(try await patient.ids().contains("process-superuser"))
      #expect(try await !patient.ids().contains("process-outdated"))
      try await patient.execute("UPDATE control.migration SET applied_at = clock_timestamp()")
      #expect(try await patient.ids().contains("process-outdated"))
      await gateway.close()
    }
  }

  @Test("a key file that others may read, that is not there, that belongs to another hub")
  func keys() async throws {
    try await DoctorPatient.with { patient in
      let path = patient.deployment.folder.keys
      chmod(path, 0o644)
      #expect(try await patient.ids().contains("key-file-exposed"))
      chmod(path, 0o600)
      #expect(rename(path, path + ".kept") == 0)
      #expect(try await patient.ids().contains("key-file-missing"))
      try KeyRing.create(at: path, suite: .sm)
      #expect(try await patient.ids().contains("key-ring-differs"))
    }
  }

  @Test("a database without the hub is one fault")
  func empty() async throws {
    try await DoctorPatient.with { patient in
      try await patient.execute("DROP SCHEMA hub, landing, staging, control, audit CASCADE")
      #expect(try await patient.examine().filter { $0.severity == .fault }.map(\.id) == ["schema-missing"])
    }
  }

  @Test("a login without much sees what it may, is told what it may not, and finds no fault that is none")
  func humble() async throws {
    try await DoctorPatient.with { patient in
      try await patient.execute("CREATE ROLE doctor_humble LOGIN IN ROLE govhub_verify VALID UNTIL '2999-01-01'")
      var hub = patient.deployment.hub
      hub.configuration.database = patient.deployment.uri.replacingOccurrences(of: "//postgres@", with: "//doctor_humble@")
      let findings = try await hub.examine()
      #expect(findings.filter { $0.severity == .fault } == [])
      #expect(findings.contains(.notVisible("audit")))
      #expect(findings.contains(.notVisible("schema")))
      #expect(!findings.contains { $0.id == "login-superuser" })
      try await patient.execute("DROP ROLE doctor_humble")
    }
  }

  @Test("the command: status 0 without faults and 1 with, as text and as JSON, and neither key nor password in either")
  func command() async throws {
    try await DoctorPatient.with { patient in
      let fine = try await patient.deployment.govhub("doctor")
      #expect(fine.status == 0, "\(fine.output)\(fine.errors)")
      #expect(fine.output.contains("0 fault(s)"))
      try await patient.execute("GRANT SELECT ON audit.entry TO govhub_ingest")
      let told = try await patient.deployment.govhub("doctor")
      #expect(told.status == 1)
      #expect(told.output.contains("govhub_ingest has SELECT on audit.entry"), "\(told.output)")
      let json = try await patient.deployment.govhub("doctor", "--json")
      #expect(json.status == 1)
      let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(report["faults"] as? Int == 1)
      #expect((report["findings"] as? [[String: Any]])?.first?["id"] as? String == "grant-unexpected")
      let root = try String(contentsOfFile: patient.deployment.folder.keys, encoding: .utf8).split(separator: "\n").last ?? ""
      let key = root.split(separator: " ").last.map(String.init) ?? "none"
      for text in [fine.output, told.output, json.output] { #expect(!text.contains(key)) }
    }
  }
}
