import Configuration
import Foundation
import HubModel
import HubStore
import SystemPackage

/// Settings of a deployment: `govhub.yaml` < `GOVHUB_*` < options of the command.
struct HubConfiguration: Sendable {
  /// libpq URI; nil leaves it to the PG* variables.
  var database: String?
  /// Path of the key ring file.
  var keys: String
  var mappings: String
  var policies: String
  /// Folder that `{sources}` in a mapping stands for.
  var sources: String
  /// Folder of what `secret://department/name` stands for: a file of mode 0600 each.
  var secrets: String
  var host: String
  var port: Int
  /// What callers' tokens must name as `aud`.
  var audience: String
  var trustedProxies: [String]
  var profile = Profile.development
  /// Digest (hexadecimal) of the first policy set that counts in production; nil: the first one that was signed.
  var policyRoot: String?
  /// Where signed heads of the audit are kept besides the database.
  var auditHeads = HeadPlaces()
  /// How long the audit is kept.
  var auditRetention = AuditRetention.lawful
  /// How long backups are kept, for statements of erasure: a number of days.
  var backupRetention = "30d"

  static let names = [
    "database", "keys", "mappings", "policies", "sources", "secrets", "host", "port", "audience", "trustedProxies", "profile",
    "policyRoot", "auditHeads", "auditRetention", "backupRetention",
  ]
  /// The names within those settings that are mappings.
  static let parts = ["auditHeads": ["file", "syslog"]]

  /// Throws `configuration-unreadable`, and `settings-at-fault` with every fault printed.
  static func load(
    file: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> HubConfiguration {
    let reader = ConfigReader(providers: try await providers(file, environment))
    return HubConfiguration(
      database: reader.string(forKey: "govhub.database", isSecret: true),
      keys: reader.string(forKey: "govhub.keys", default: "/etc/govhub/keys"),
      mappings: reader.string(forKey: "govhub.mappings", default: "Mappings"),
      policies: reader.string(forKey: "govhub.policies", default: "Policies"),
      sources: reader.string(forKey: "govhub.sources", default: "."),
      secrets: reader.string(forKey: "govhub.secrets", default: "/etc/govhub/secrets"),
      host: reader.string(forKey: "govhub.host", default: "127.0.0.1"),
      port: reader.int(forKey: "govhub.port", default: 8080),
      audience: reader.string(forKey: "govhub.audience", default: "govhub"),
      trustedProxies: reader.stringArray(forKey: "govhub.trustedProxies", default: []),
      // A word that is none was refused before; should one come by, the stricter holds.
      profile: Profile(rawValue: reader.string(forKey: "govhub.profile", default: Profile.development.rawValue)) ?? .production,
      policyRoot: reader.string(forKey: "govhub.policyRoot"),
      auditHeads: HeadPlaces(
        file: reader.string(forKey: "govhub.auditHeads.file"),
        syslog: reader.string(forKey: "govhub.auditHeads.syslog") == "true"),
      auditRetention: reader.string(forKey: "govhub.auditRetention").flatMap(AuditRetention.init) ?? .lawful,
      backupRetention: reader.string(forKey: "govhub.backupRetention", default: "30d"))
  }

  private static func providers(_ file: String?, _ environment: [String: String]) async throws -> [any ConfigProvider] {
    let path = file ?? "govhub.yaml"
    let isThere = FileManager.default.fileExists(atPath: path)
    if file != nil, !isThere { throw HubError("configuration-unreadable", "There is no file \(path).") }
    try requireUnderstood(isThere ? path : nil, environment)
    var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(environmentVariables: environment)]
    guard isThere else { return providers }
    do {
      providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
    } catch {
      throw unreadable(path)
    }
    return providers
  }

  private static func requireUnderstood(_ path: String?, _ environment: [String: String]) throws {
    let check = SettingsCheck(isChinese: Terminal.isChinese)
    var faults = check.faults(inEnvironment: environment)
    if let path {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw unreadable(path) }
      faults += check.faults(inFile: path, text)
    }
    guard !faults.isEmpty else { return }
    for fault in faults { Terminal.error(fault) }
    throw HubError(
      "settings-at-fault", "The settings have \(faults.count) fault(s).",
      remedy: "Mend them; `govhub config --help` names what there is.")
  }

  private static func unreadable(_ path: String) -> HubError {
    HubError("configuration-unreadable", "\(path) is not a YAML file of settings.", remedy: "See `govhub config --help`.")
  }

  /// The settings as lines, without secrets: of the database only where it is.
  var effective: [(name: String, value: String)] {
    [
      ("database", database.map(Self.withoutPassword) ?? "from PG* variables"), ("keys", keys), ("mappings", mappings),
      ("policies", policies), ("sources", sources), ("secrets", secrets), ("host", host), ("port", "\(port)"),
      ("audience", audience),
      ("trustedProxies", trustedProxies.joined(separator: ", ")), ("profile", profile.rawValue),
      ("policyRoot", policyRoot ?? "the first signed set"), ("auditHeads.file", auditHeads.file ?? "none"),
      ("auditHeads.syslog", "\(auditHeads.syslog)"), ("auditRetention", auditRetention.description),
      ("backupRetention", backupRetention),
    ]
  }

  private static func withoutPassword(_ uri: String) -> String {
    // Any other form of connection string may hold a password in a place we do not know.
    guard uri.hasPrefix("postgres"), uri.contains("://"), var parts = URLComponents(string: uri) else { return "set" }
    if parts.password != nil { parts.password = "…" }
    parts.queryItems = parts.queryItems?.map { $0.name == "password" ? URLQueryItem(name: $0.name, value: "…") : $0 }
    return parts.string ?? "set"
  }
}
