import Foundation
import HubModel
import HubStore
import Testing

@testable import govhub

@Suite("Settings that would be passed over are refused")
struct SettingsTests {
  private static let check = SettingsCheck(isChinese: false)

  @Test("a misspelt name in the file: its place, the word, the nearest right one, and what there is")
  func misspelt() {
    let faults = Self.check.faults(inFile: "govhub.yaml", "govhub:\n  host: 10.0.0.5\n  prot: 9\n")
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("govhub.yaml:3:") == true, "\(faults)")
    #expect(faults.first?.contains("\"prot\"") == true)
    #expect(faults.first?.contains("did you mean port?") == true)
    #expect(faults.first?.contains("trustedProxies") == true)
  }

  @Test(
    "what is no file of settings, or a value of another kind, is a fault",
    arguments: [
      "govhb: {port: 9}", "port: 9", "govhub: 9", "govhub: {port: ninety}", "govhub: {port: 70000}", "govhub: {port: 0123}",
      "govhub: {keys: [a]}", "govhub: {keys: }", "govhub: {trustedProxies: 10.0.0.0/8}", "govhub: {port: 9, port: 10}",
      "govhub: {profile: produktion}", "govhub: {policyRoot: abc}",
      "govhub: {auditHeads: heads.jsonl}", "govhub: {auditHeads: {path: a}}", "govhub: {auditHeads: {syslog: on}}",
      "govhub: {auditRetention: 2y}", "govhub: {auditRetention: 36m}", "govhub: {auditRetention: 03y}",
    ])
  func faulty(_ text: String) { #expect(Self.check.faults(inFile: "govhub.yaml", text).count == 1) }

  @Test("every setting there is passes, addresses without quotes among them")
  func good() {
    let text = """
      govhub: {database: "postgresql://db/govhub", keys: k, mappings: m, policies: p, sources: ., host: 127.0.0.1, port: 8443,
        audience: 123, trustedProxies: [10.0.0.0/8, "::1"], profile: production,
        policyRoot: 6812416d415fe33a16dfac6ee78b1958d3e394269793c8acf0e44792452a0a5e,
        auditHeads: {file: /mnt/heads/a.jsonl, syslog: true}, auditRetention: 5y}
      """
    #expect(Self.check.faults(inFile: "govhub.yaml", text) == [])
    let values = [
      "GOVHUB_PORT": "8443", "GOVHUB_PROFILE": "production", "GOVHUB_POLICY_ROOT": String(repeating: "0a", count: 32),
      "GOVHUB_AUDIT_HEADS_SYSLOG": "false", "GOVHUB_AUDIT_RETENTION": "3y", "GOVHUB_BACKUP_RETENTION": "30d",
    ]
    let variables = SettingsCheck.variables.map { ($0, values[$0] ?? "x") }
    #expect(variables.contains { $0.0 == "GOVHUB_TRUSTED_PROXIES" })
    #expect(Self.check.faults(inEnvironment: Dictionary(uniqueKeysWithValues: variables)) == [])
    #expect(Self.check.faults(inEnvironment: ["PATH": "/bin", "MY_GOVHUB_PROT": "9", "GOVHUB_PASSPHRASE_FILE": "x"]) == [])
  }

  @Test("an unknown variable and a port that is none name the variable and what is meant")
  func environment() {
    let faults = Self.check.faults(inEnvironment: ["GOVHUB_PROT": "9", "GOVHUB_PORT": "xyz"])
    #expect(faults.count == 2)
    #expect(faults.first?.hasPrefix("GOVHUB_PORT: \"xyz\"") == true)
    #expect(faults.first?.contains("65535") == true)
    #expect(faults.last?.hasPrefix("GOVHUB_PROT: ") == true)
    #expect(faults.last?.contains("did you mean GOVHUB_PORT?") == true)
  }

  @Test("the audit: kept for three years at least, its heads in a file where one is named, from the file or the environment")
  func audit() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "govhub: {auditHeads: {file: /a/heads, syslog: true}, auditRetention: 5y}".write(
      toFile: path, atomically: true, encoding: .utf8)
    let inFile = try await HubConfiguration.load(file: path, environment: [:])
    #expect(inFile.auditHeads.file == "/a/heads" && inFile.auditHeads.syslog)
    #expect(inFile.auditRetention.years == 5)
    try "govhub: {port: 9}".write(toFile: path, atomically: true, encoding: .utf8)
    let without = try await HubConfiguration.load(file: path, environment: [:])
    #expect(without.auditHeads.isEmpty)
    #expect(without.auditRetention.years == 3)
    let inEnvironment = try await HubConfiguration.load(
      file: path, environment: ["GOVHUB_AUDIT_HEADS_FILE": "/b", "GOVHUB_AUDIT_RETENTION": "4y"])
    #expect(inEnvironment.auditHeads.file == "/b" && inEnvironment.auditRetention.years == 4)
    #expect(SettingsCheck(isChinese: true).faults(inEnvironment: ["GOVHUB_AUDIT_RETENTION": "1y"]).first?.contains("三年") == true)
  }

  @Test("a command that loads settings with a fault does not go on")
  func load() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    func port(_ text: String, _ environment: [String: String] = [:]) async throws -> Int {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return try await HubConfiguration.load(file: path, environment: environment).port
    }
    #expect(try await port("govhub: {port: 9}") == 9)
    #expect(try await port("govhub: {port: 9}", ["GOVHUB_PORT": "10"]) == 10)
    let inFile = await #expect(throws: HubError.self) { _ = try await port("govhub: {prot: 9}") }
    #expect(inFile?.code == "settings-at-fault")
    let inEnvironment = await #expect(throws: HubError.self) { _ = try await port("govhub: {port: 9}", ["GOVHUB_PORT": "xyz"]) }
    #expect(inEnvironment?.code == "settings-at-fault")
  }
}
